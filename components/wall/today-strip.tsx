import { memo } from "react";
import type { Today } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { serviceLevelTarget } from "#lib/wall/severity.ts";
import { useFigures, useLastMessage } from "./use-board-time.ts";
import { noValue, percentText, timeText, words } from "./words.ts";
import "./today.css";

/** What the day has brought. It stays when the connection is lost, and then says of when it is. */
export function TodayStrip({ profile }: { profile: Profile }) {
  const today = useBoardLink((link) => link.board?.today ?? null);
  const hasQueues = useBoardLink((link) => (link.board?.queues.length ?? 0) > 0);
  return (
    <section className="today" data-testid="today" data-cut>
      <h2 className="today-title">
        {words.today.title} <AsOf />
      </h2>
      <DayFigures today={today} profile={profile} />
      {hasQueues && profile === "standard" ? (
        <p className="today-target">{words.today.target(percentText(serviceLevelTarget))}</p>
      ) : null}
    </section>
  );
}

function AsOf() {
  const figures = useFigures();
  const at = useLastMessage(figures);
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  if (figures !== "gone" || at === null || timeZone === null) return null;
  return <span className="today-as-of">{words.today.asOf(timeText(at, timeZone, "minute"))}</span>;
}

const DayFigures = memo(({ today, profile }: { today: Today | null; profile: Profile }) => {
  if (today !== null && today.inbound + today.outbound === 0) {
    return <p className="today-none">{words.today.noCalls}</p>;
  }
  return (
    <dl className="today-figures">
      {figuresFor(profile, today).map((name) => (
        <div key={name} className="today-figure">
          <dt>{words.today[name]}</dt>
          <dd className="figure" data-testid={`today-${name}`}>
            {today === null ? noValue : today[name]}
          </dd>
        </div>
      ))}
    </dl>
  );
});

type Figure = Exclude<keyof Today, "outboundAnswered">;

/** Inbound is the sum of the three beside it, and of those whom nobody has answered yet. */
function figuresFor(profile: Profile, today: Today | null): readonly Figure[] {
  if (profile !== "standard") return ["inbound", "answered", "missed"];
  const unknown: readonly Figure[] = today !== null && today.unknown > 0 ? ["unknown"] : [];
  return ["inbound", "answered", "missed", "abandonedInIvr", ...unknown, "outbound"];
}
