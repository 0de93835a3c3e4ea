import type { Today } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { serviceLevelTarget } from "#lib/wall/severity.ts";
import { fitToday, todayRoom } from "#lib/wall/today-fit.ts";
import { useFigures, useLastMessage } from "./use-board-time.ts";
import { usePicture } from "./use-picture.ts";
import { noValue, percentText, timeText, words } from "./words.ts";
import "./today.css";

/** What the day has brought. It stays when the connection is lost, and then says of when it is. */
export function TodayStrip({ profile }: { profile: Profile }) {
  const today = useBoardLink((link) => link.board?.today ?? null);
  const hasQueues = useBoardLink((link) => (link.board?.queues.length ?? 0) > 0);
  const asOf = useAsOf();
  const room = todayRoom(usePicture(), profile);

  const title = asOf === null ? words.today.title : `${words.today.title} ${asOf}`;
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

/** When the figures were last known to be right, once they are no longer. */
function useAsOf(): string | null {
  const figures = useFigures();
  const at = useLastMessage(figures);
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  if (figures !== "gone" || at === null || timeZone === null) return null;
  return words.today.asOf(timeText(at, timeZone, "minute"));
}

type Figure = Exclude<keyof Today, "outboundAnswered">;

/** The most important first: the last ones go where there is no room. */
function figuresFor(profile: Profile, today: Today | null): readonly Figure[] {
  if (profile !== "standard") return ["inbound", "answered", "missed"];
  const unknown: readonly Figure[] = today !== null && today.unknown > 0 ? ["unknown"] : [];
  return ["inbound", "answered", "missed", "abandonedInIvr", "outbound", ...unknown];
}

function figureText(today: Today | null, figure: Figure): string {
  return today === null ? noValue : String(today[figure]);
}

function isQuiet(today: Today | null): boolean {
  return today !== null && today.inbound + today.outbound === 0;
}
