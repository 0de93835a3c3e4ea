import { useState } from "react";
import { Name } from "#components/board/name.tsx";
import { useBoardNow } from "#components/board/use-board-time.ts";
import { Button } from "#components/ui/button.tsx";
import { lengthText } from "#lib/calls/call-time.ts";
import { type Bar, type Drawing, drawTimeline, type Lane } from "#lib/calls/timeline-drawing.ts";
import type { CallDetail } from "#lib/protocol/api/call-answers.ts";
import { TimelineTable } from "./timeline-table.tsx";
import { type NumberNames, useNumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

/** The call's parts to scale, and the same in words. A live one grows. */
export function CallTimeline({ detail }: { detail: CallDetail }) {
  const [apart, setApart] = useState(false);
  const names = useNumberNames();
  const now = useBoardNow();
  const isLive = detail.call.endedAt === null && detail.call.state !== "unknown";
  const drawing = drawTimeline(detail, isLive && now !== null ? now : Date.parse(detail.at), apart);
  const says = words.call.timeline;
  return (
    <div className="grid gap-4 px-4 pb-4 [&>*]:min-w-0">
      <p className="text-ink-2 text-table">
        {says.scale(lengthText(drawing.seconds) ?? "", everyText(drawing.markEvery))} {says.notToScale}
      </p>
      <figure aria-label={says.drawing} data-testid="timeline" className="grid gap-3">
        <Lanes drawing={drawing} names={names} />
        <Legend lanes={drawing.lanes} />
      </figure>
      {drawing.together > 0 || apart ? (
        <div className="flex flex-wrap items-center gap-3 text-table">
          {apart ? null : says.together(drawing.together)}
          <Button size="compact" onClick={() => setApart(!apart)}>
            {apart ? says.fold : says.apart}
          </Button>
        </div>
      ) : null}
      <TimelineTable detail={detail} names={names} />
    </div>
  );
}

function everyText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}

/** Hidden from those who hear the page: the table says it all. */
function Lanes({ drawing, names }: { drawing: Drawing; names: NumberNames }) {
  return (
    <div
      aria-hidden="true"
      className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 text-meta max-sm:grid-cols-[5.5rem_minmax(0,1fr)]"
    >
      <span />
      <div className="relative h-5">
        {drawing.marks.map(({ place, seconds }) => (
          <span
            key={seconds}
            className={`figure absolute top-0 text-ink-2 ${place > 0.94 ? "-translate-x-full" : seconds === 0 ? "" : "-translate-x-1/2"}`}
            style={{ left: percent(place) }}
          >
            {lengthText(seconds)}
          </span>
        ))}
      </div>
      {drawing.lanes.map((lane) => (
        <LaneLine key={lane.key} lane={lane} drawing={drawing} names={names} />
      ))}
    </div>
  );
}

function LaneLine({ lane, drawing, names }: { lane: Lane; drawing: Drawing; names: NumberNames }) {
  return (
    <>
      <span className="flex h-8 min-w-0 items-center">
        <Name text={laneName(lane, names)} cut="middle" />
      </span>
      <div className="relative h-8 border-rule border-t" data-lane={lane.of}>
        {drawing.marks.map(({ place, seconds }) => (
          <span key={seconds} className="absolute inset-y-0 border-rule border-l" style={{ left: percent(place) }} />
        ))}
        {lane.bars.map((bar, place) => (
          <span
            key={place}
            data-bar={bar.kind}
            data-end={bar.end}
            className={`absolute inset-y-1.5 min-w-[3px] rounded-sm ${fills[bar.kind]} ${bar.end === "unknown" ? openEnd : ""}`}
            style={{ left: `min(${percent(bar.start)}, 100% - 3px)`, width: percent(bar.width) }}
          />
        ))}
      </div>
    </>
  );
}

const percent = (share: number): string => `${Math.round(share * 100_000) / 1000}%`;

function laneName({ of, number }: Lane, names: NumberNames): string {
  const word = words.call.timeline.lanes[of];
  switch (of) {
    case "menu":
    case "queue": {
      const name = names.place(number);
      return name === number ? `${word} ${number}` : name;
    }
    case "phone":
      return names.agent(number);
    case "phones":
    case "transfers":
    case "silence":
      return word;
  }
}

const fills: Readonly<Record<Bar["kind"], string>> = {
  ivr: "border border-rule-strong bg-raised",
  queue: "bg-rule-strong",
  ring: "bg-ring",
  talk: "bg-talk",
  dial: "border-2 border-talk bg-transparent",
  transfer: "bg-ink",
  silence: "border border-rule-strong border-dashed bg-transparent",
};

/** Fades to the right: how far it went, nobody knows. */
const openEnd = "[mask-image:linear-gradient(to_right,black_60%,transparent)]";

function Legend({ lanes }: { lanes: readonly Lane[] }) {
  const bars = lanes.flatMap((lane) => lane.bars);
  const kinds = [...new Set(bars.map(({ kind }) => kind))].filter((kind) => kind !== "transfer");
  const { legend } = words.call.timeline;
  return (
    <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-meta">
      {kinds.map((kind) => (
        <span key={kind} className="flex items-center gap-1.5">
          <span className={`inline-block h-3 w-5 rounded-sm ${fills[kind]}`} />
          {legend[kind]}
        </span>
      ))}
      {bars.some(({ end }) => end === "unknown") ? (
        <span className="flex items-center gap-1.5">
          <span className={`inline-block h-3 w-5 rounded-sm bg-rule-strong ${openEnd}`} />
          {legend.unknown}
        </span>
      ) : null}
    </figcaption>
  );
}
