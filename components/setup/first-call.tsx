import { maskNumber } from "#lib/access/mask.ts";
import type { LiveCall } from "#lib/board/board.ts";
import { type BoardLink, useBoardLink } from "#lib/client/board-link.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { StepLink } from "./step-link.tsx";
import { words } from "./words.ts";

/** The first call that stands on the board: what is recognised of it, and what is missing. */
export function FirstCall({ done }: { done: boolean }) {
  const call = useBoardLink(firstLive);
  const { nameOf } = useDirectory();
  if (call === null && !done) return null;
  return (
    <section
      className="grid gap-2 rounded-md border border-ink bg-raised p-3"
      aria-live="polite"
      aria-label={words.connect.firstTitle}
      data-testid="first-call"
    >
      {call === null ? (
        <p className="font-medium">✓ {words.connect.connected}</p>
      ) : (
        <>
          <p className="font-medium">
            {words.connect.firstCall(whereOf(call, nameOf), maskNumber(call.caller, "last-three"))}
          </p>
          <p className="text-ink-2 text-table">{words.connect.recognised(partsOf(call))}</p>
        </>
      )}
      <p>
        <StepLink href="/wall">{words.connect.toWall}</StepLink>
      </p>
    </section>
  );
}

function firstLive({ board }: BoardLink): LiveCall | null {
  return board?.calls[0] ?? null;
}

function whereOf(call: LiveCall, nameOf: (number: string) => string): string | null {
  const at = call.ringing[0] ?? call.agent ?? call.queue ?? call.ivr;
  return at === null || at === undefined ? null : nameOf(at);
}

function partsOf(call: LiveCall): { readonly found: readonly string[]; readonly lacking: readonly string[] } {
  const { parts } = words.connect;
  const known: [string, boolean][] = [
    [parts.caller, call.caller !== ""],
    [parts.extension, call.ringing.length > 0 || call.agent !== null],
    [parts.queue, call.queue !== null],
    [parts.line, call.did !== null],
  ];
  return {
    found: known.flatMap(([name, is]) => (is ? [name] : [])),
    lacking: known.flatMap(([name, is]) => (is ? [] : [name])),
  };
}
