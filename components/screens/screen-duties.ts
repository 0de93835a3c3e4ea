import type { BoardSocket } from "#lib/client/line.ts";
import { measuredLately, measureOn } from "#lib/client/measure-latency.ts";
import { fetchAnswer } from "#lib/client/requests.ts";
import { playTone, useSound } from "#lib/client/sound.ts";
import { sessionAnswer } from "#lib/protocol/api/access-answers.ts";
import type { ScreenLatency } from "#lib/screens/screen-latency.ts";
import type { ScreenCommand, ScreenStatus } from "#lib/screens/screen-status.ts";

/** ms between two looks whether anything was measured. */
const glance = 5_000;
/** ms between two times that it is told. */
const patience = 60_000;
/** ms in which a window that is being resized says so once. */
const calm = 500;
/** How long a screen shows its name, ms. */
const shownFor = 10_000;

/**
 * What a screen does on each line it opens: measures, says how it is, and does what it is told.
 * @param build of the page
 * @param early what it was told before it was ready to
 */
export function attend(socket: BoardSocket, build: string, early: readonly ScreenCommand[]): void {
  const line = measureOn(socket);
  let told = { counts: line.counts(), at: Number.NEGATIVE_INFINITY };
  const say = () => {
    const sound = useSound.getState().state;
    socket.emit("status", { ...picture(), sound, build, latency: latency(), latencies: line.counts() });
  };
  const sayMeasured = setInterval(() => {
    if (line.counts() === told.counts || performance.now() - told.at < patience) return;
    told = { counts: line.counts(), at: performance.now() };
    say();
  }, glance);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sayCalmly = () => {
    clearTimeout(timer);
    timer = setTimeout(say, calm);
  };
  addEventListener("resize", sayCalmly);
  const stopListening = useSound.subscribe((sound, before) => {
    if (sound.state !== before.state) say();
  });
  socket.on("command", obey);
  // The line is taken apart without a word where the page hangs up; its engine says so in any case.
  socket.io.engine.once("close", () => {
    removeEventListener("resize", sayCalmly);
    stopListening();
    clearTimeout(timer);
    clearInterval(sayMeasured);
  });
  say();
  for (const command of early) obey(command);
}

function obey(command: ScreenCommand): void {
  switch (command.do) {
    case "reload":
      location.reload();
      break;
    case "identify":
      void identify();
      break;
    case "tone":
      playTone();
  }
}

function latency(): ScreenLatency | null {
  const figures = measuredLately();
  if (figures === null) return null;
  const { p50, p95, samples, uncertainty } = figures;
  return { p50, p95, samples, uncertainty };
}

function picture(): Pick<ScreenStatus, "width" | "height" | "ratio"> {
  return { width: innerWidth, height: innerHeight, ratio: devicePixelRatio };
}

/** Over everything, in letters that are read from the back of the room. */
async function identify(): Promise<void> {
  const { who } = await fetchAnswer("/api/session", sessionAnswer, {});
  if (who.is !== "screen") return;
  const sign = document.createElement("div");
  sign.setAttribute("role", "status");
  sign.dataset["testid"] = "identify";
  sign.dir = "auto";
  sign.textContent = who.name;
  const letters = Math.max(4, [...who.name].length);
  Object.assign(sign.style, {
    position: "fixed",
    inset: "0",
    zIndex: "10",
    display: "grid",
    placeContent: "center",
    padding: "4vmin",
    background: "var(--color-ink)",
    color: "var(--color-bg)",
    fontSize: `min(30vh, ${Math.floor(140 / letters)}vw)`,
    fontWeight: "700",
    textAlign: "center",
    overflowWrap: "anywhere",
  });
  for (const before of document.querySelectorAll("[data-testid=identify]")) before.remove();
  document.body.append(sign);
  setTimeout(() => sign.remove(), shownFor);
}
