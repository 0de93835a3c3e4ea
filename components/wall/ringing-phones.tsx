import { memo, useMemo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import type { AgentStatus, LiveCall, QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { hasRoomForReason, placeRinging, type RingShape, type RingSpace, ringShape } from "#lib/wall/agent-panel.ts";
import { type RingsFor, ringingPhones } from "#lib/wall/ringing.ts";
import { words } from "./words.ts";
import "./ringing.css";

const nobody: readonly AgentStatus[] = [];
const noCalls: readonly LiveCall[] = [];
const noQueues: readonly QueueStatus[] = [];

/** The rows on top that are kept for ringing phones, so that nothing below moves when one begins or stops. */
export function RingingPhones({ space }: { space: RingSpace }) {
  const agents = useBoardLink((link) => link.board?.agents ?? nobody);
  const calls = useBoardLink((link) => link.board?.calls ?? noCalls);
  const queues = useBoardLink((link) => link.board?.queues ?? noQueues);
  const names = useAgentNames();
  const phones = useMemo(() => ringingPhones(agents, calls, queues), [agents, calls, queues]);
  const { whole, rowsEach, half, more } = placeRinging(phones.length, space);
  return (
    <section
      className="ringing"
      data-testid="ringing"
      style={{ "--ring-rows": space.rows, "--ring-columns": space.columns, "--rows-each": rowsEach }}
    >
      <h3 className="unseen">{words.agents.ringing}</h3>
      {phones.length === 0 ? <p className="ringing-none">{words.agents.noPhoneRings}</p> : null}
      <ul className="ringing-list">
        {phones.slice(0, whole + half).map((phone, place) => (
          <RingingPhone
            key={phone.extension}
            extension={phone.extension}
            name={names(phone.extension)}
            since={phone.since}
            {...forText(phone.for, names)}
            shape={place < whole ? ringShape(rowsEach) : "half"}
            letters={place < whole ? space.letters.row : space.letters.half}
          />
        ))}
        {more === 0 ? null : (
          <li className="ringing-phone" data-testid="ringing-more" data-shape={half === 0 ? "line" : "half"}>
            <Glyph name="ringing" />
            <span className="ringing-name" data-cut>
              {words.agents.moreRinging(more)}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}

interface RingingPhoneProps {
  readonly extension: string;
  readonly name: string;
  readonly since: string;
  readonly reason: RingsFor["kind"];
  readonly queue: string | null;
  readonly what: string;
  /** In `half` a row the timer goes before the name is cut. */
  readonly shape: RingShape | "half";
  /** About how many letters there is room for in one line. */
  readonly letters: number;
}

const RingingPhone = memo((props: RingingPhoneProps) => {
  const { shape } = props;
  const stacked = shape === "stack" || shape === "large-stack";
  const reasoned = stacked || hasRoomForReason(props.name, props.what, props.letters);
  return (
    <li
      className="ringing-phone"
      data-testid="ringing-phone"
      data-extension={props.extension}
      data-reason={props.reason}
      data-queue={props.queue}
      data-shape={shape}
    >
      <Glyph name="ringing" />
      <span className="ringing-name">
        <Name text={props.name} cut="end" />
      </span>
      {reasoned ? (
        <span className="ringing-for" data-testid="rings-for">
          <Name text={props.what} cut="middle" />
        </span>
      ) : null}
      {shape === "half" ? null : (
        <span className="ringing-time">
          <Timer since={props.since} />
        </span>
      )}
    </li>
  );
});

function forText(reason: RingsFor, names: (extension: string) => string) {
  switch (reason.kind) {
    case "queue":
      return { reason: reason.kind, queue: reason.queue, what: reason.name ?? reason.queue };
    case "transfer":
      return { reason: reason.kind, queue: null, what: words.agents.transferFrom(names(reason.from)) };
    case "line":
      return { reason: reason.kind, queue: null, what: words.calls.line(reason.line) };
    case "direct":
      return { reason: reason.kind, queue: null, what: words.agents.directCall };
  }
}
