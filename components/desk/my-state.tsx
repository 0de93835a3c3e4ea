import Link from "next/link";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useFigures } from "#components/board/use-board-time.ts";
import { Button } from "#components/ui/button.tsx";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { words } from "./words.ts";

/** What this phone does now, and whose it is. The feed knows no log-in and no pause: "Not on a call" is all it can say. */
export function MyState({ extension }: { extension: string }) {
  const { account, ...identity } = useIdentity();
  const isGiven = account !== null && account.extension !== null;
  const { nameOf } = useDirectory();
  const name = nameOf(extension);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-surface px-4 py-2" data-testid="my-state">
      <State extension={extension} />
      <span className="min-w-0 text-ink-2 text-table">
        <Name text={name === extension ? words.noName(extension) : `${words.noName(extension)} · ${name}`} cut="end" />
      </span>
      <span className="ms-auto flex items-center gap-2">
        {identity.extension === extension || isGiven ? null : (
          <Button size="compact" onClick={() => identity.setExtension(extension)}>
            {words.choose.keep}
          </Button>
        )}
        {account?.role === "agent" ? null : (
          <Link href="/desk?choose" prefetch={false} className="text-meta">
            {words.choose.change}
          </Link>
        )}
      </span>
    </div>
  );
}

function State({ extension }: { extension: string }) {
  const agent = useBoardLink((link) => link.board?.agents.find((one) => one.extension === extension) ?? null);
  if (useFigures() === "gone") return <p className="font-medium">{words.unknownState}</p>;
  if (agent === null) {
    return (
      <p className="flex items-center gap-2 font-medium" data-state="idle">
        <Glyph name="idle" /> {words.state.idle} <span className="font-normal text-ink-2">· {words.notSeen}</span>
      </p>
    );
  }
  return (
    <p className="flex items-center gap-2 font-medium" data-state={agent.state}>
      <span className="desk-state-glyph perishable" data-state={agent.state}>
        <Glyph name={agent.state} />
      </span>
      {words.state[agent.state]} <Timer since={agent.since} />
    </p>
  );
}
