import { protocolVersion, type ServerMessage } from "#lib/protocol/messages.ts";
import type { After } from "./after.ts";

/** ms between two looks whether whoever writes on the page has finished. */
const busyPause = 1_000;

/** ms within which every page of an older build has loaded itself anew, each at a moment of its own. */
const scatter = 60_000;

/**
 * Watches what the server says of itself, and reloads the page once when it is out of date: when the build changes
 * under it, or speaks another protocol than this page's. It waits for whoever is writing on the page, however long.
 *
 * @param parts.build of the page itself; null: that of the first server it hears
 * @param parts.reload told the build it is for
 * @param parts.busy whether somebody is writing on the page
 * @param parts.random from 0 to 1
 */
export function createOutdatedWatch(parts: {
  build: string | null;
  reload(build: string): void;
  busy(): boolean;
  random(): number;
  after: After;
}): (message: ServerMessage) => void {
  let own = parts.build;
  let reloading = false;
  const reloadWhenCalm = (build: string) => {
    if (parts.busy()) parts.after(busyPause, () => reloadWhenCalm(build));
    else parts.reload(build);
  };
  return (message) => {
    if (message.kind !== "heartbeat") return;
    const { build, protocol } = message.heartbeat;
    own ??= build;
    if (reloading || (build === own && protocol === protocolVersion)) return;
    reloading = true;
    parts.after(scatter * parts.random(), () => reloadWhenCalm(build));
  };
}

const reloadedFor = "ringside-reloaded-for";

/** Reloads this page, but not twice for the same build: what comes from a stale cache would do so for ever. */
export function reloadPage(build: string): void {
  if (remembered() === build) return;
  remember(build);
  window.location.reload();
}

function remembered(): string | null {
  try {
    return window.sessionStorage.getItem(reloadedFor);
  } catch {
    // Storage may be forbidden to the page; then nothing is remembered.
    return null;
  }
}

function remember(build: string): void {
  try {
    window.sessionStorage.setItem(reloadedFor, build);
  } catch {
    // As above: at worst the page loads itself anew once a minute.
  }
}
