import type { BoardSocket } from "#lib/client/line.ts";
import { fetchAnswer } from "#lib/client/requests.ts";
import { sessionAnswer } from "#lib/protocol/api/access-answers.ts";
import type { ScreenStatus } from "#lib/screens/screen-status.ts";

interface Duty {
  /** Of the page. */
  readonly build: string;
  /** A sound is wanted. */
  readonly sound: boolean;
}

/** ms in which a window that is being resized says so once. */
const calm = 500;
/** How long a screen shows its name, ms. */
const shownFor = 10_000;

/** What a screen does on each line it opens: says how it is, shows its name, loads itself anew. */
export function attend(socket: BoardSocket, { build, sound }: Duty): void {
  const audio = sound ? new AudioContext() : null;
  const say = () => socket.emit("status", { ...picture(), sound: soundOf(audio), build });
  const wake = () => void audio?.resume();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sayCalmly = () => {
    clearTimeout(timer);
    timer = setTimeout(say, calm);
  };
  const ended = new AbortController();
  const { signal } = ended;
  addEventListener("resize", sayCalmly, { signal });
  addEventListener("pointerdown", wake, { signal });
  addEventListener("keydown", wake, { signal });
  audio?.addEventListener("statechange", sayCalmly, { signal });
  socket.on("command", (command) => {
    if (command.do === "reload") location.reload();
    else void identify();
  });
  // The line is taken apart without a word where the page hangs up; its engine says so in any case.
  socket.io.engine.once("close", () => {
    ended.abort();
    clearTimeout(timer);
    void audio?.close();
  });
  say();
}

function picture(): Pick<ScreenStatus, "width" | "height" | "ratio"> {
  return { width: innerWidth, height: innerHeight, ratio: devicePixelRatio };
}

function soundOf(audio: AudioContext | null): ScreenStatus["sound"] {
  if (audio === null) return "off";
  return audio.state === "running" ? "on" : "blocked";
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
