import { useMemo } from "react";
import { useBoardNow, useFigures, useLastMessage } from "#components/board/use-board-time.ts";
import type { QueueStatus, Today } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { serviceLevelTarget } from "#lib/display/severity.ts";
import { noValue, percentText, timeText } from "#lib/display/texts.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { fitToday, todayRoom } from "#lib/wall/today-fit.ts";
import { usePicture } from "./use-picture.ts";
import { words } from "./words.ts";
import "./today.css";

/** What the day has brought. It stays when the connection is lost, and then says of when it is. */
export function TodayStrip({ profile }: { profile: Profile }) {
  const board = useBoardLink((link) => link.board?.today ?? null);
  const ofQueues = useBoardLink((link) => (link.board?.today === null ? link.board.queues : null));
  const today = useMemo(() => (ofQueues === null ? board : sumOf(ofQueues)), [board, ofQueues]);
  const hasQueues = useBoardLink((link) => (link.board?.queues.length ?? 0) > 0);
  const span = useSpan();
  const room = todayRoom(usePicture(), profile);

  const day = ofQueues === null ? words.today.title : words.today.ofQueues;
  const title = span === null ? day : `${day} ${span}`;
  const target = words.today.target(percentText(serviceLevelTarget));
  const figures = figuresFor(profile, today).map((name) => ({
    name,
    word: words.today[name],
    value: figureText(today, name),
  }));
  const texts = [title, ...figures.map((figure) => `${figure.value} ${figure.word}`), target];
  const fitting = fitToday(texts, room, profile);
  return (
    <section className="today" data-testid="today">
      <h2 className="today-title">{title}</h2>
      {isQuiet(today) ? (
        <p className="today-none">{words.today.noCalls}</p>
      ) : (
        <dl className="today-figures">
          {figures.slice(0, fitting - 1).map(({ name, word, value }) => (
            <div key={name} className="today-figure">
              <dt>{word}</dt>
              <dd className="figure" data-testid={`today-${name}`}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {hasQueues && profile === "standard" && fitting === texts.length ? (
        <p className="today-target">{target}</p>
      ) : null}
    </section>
  );
}

/** What has to be said of the figures: that the day is young, or, once they are old, of when they are. */
function useSpan(): string | null {
  const figures = useFigures();
  const lastMessage = useLastMessage(figures);
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const now = useBoardNow();
  if (timeZone === null) return null;
  if (figures === "gone")
    return lastMessage === null ? null : words.today.asOf(timeText(lastMessage, timeZone, "minute"));
  return now !== null && timeText(now, timeZone, "minute").startsWith("00:") ? words.today.sinceMidnight : null;
}

type Figure = Exclude<keyof Today, "outboundAnswered">;

type Day = Pick<Today, "inbound" | "answered" | "missed" | "unknown"> & Partial<Today>;

/** What a board of some queues has of the day: what these had. Whoever was in two of them was in each. */
function sumOf(queues: readonly QueueStatus[]): Day {
  const sum = (figure: "offered" | "answered" | "missed" | "unknown") =>
    queues.reduce((all, queue) => all + queue[figure], 0);
  return { inbound: sum("offered"), answered: sum("answered"), missed: sum("missed"), unknown: sum("unknown") };
}

/** The most important first: the last ones go where there is no room. */
function figuresFor(profile: Profile, today: Day | null): readonly Figure[] {
  if (profile !== "standard" || (today !== null && today.outbound === undefined))
    return ["inbound", "answered", "missed"];
  const unknown: readonly Figure[] = today !== null && today.unknown > 0 ? ["unknown"] : [];
  return ["inbound", "answered", "missed", "abandonedInIvr", "outbound", ...unknown];
}

function figureText(today: Day | null, figure: Figure): string {
  return today === null ? noValue : String(today[figure]);
}

function isQuiet(today: Day | null): boolean {
  return today !== null && today.inbound + (today.outbound ?? 0) === 0;
}
