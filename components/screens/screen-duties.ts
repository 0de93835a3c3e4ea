import type { BoardSocket } from "#lib/client/line.ts";
import { fetchAnswer } from "#lib/client/requests.ts";
import { playTone, useSound } from "#lib/client/sound.ts";
import { sessionAnswer } from "#lib/protocol/api/access-answers.ts";
import type { ScreenCommand, ScreenStatus } from "#lib/screens/screen-status.ts";

/** ms in which a window that is being resized says so once. */
const calm = 500;
/** How long a screen shows its name, ms. */
const shownFor = 10_000;

/**
 * What a screen does on each line it opens: says how it is, and does what it is told.
 * @param build of the page
 * @param early what it was told before it was ready to
 */
export function attend(socket: BoardSocket, build: string, early: readonly ScreenCommand[]): void {
  const say = () => socket.emit("status", { ...picture(), sound: useSound.getState().state, build });
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
