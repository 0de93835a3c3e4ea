import { protocolVersion, type ServerMessage } from "#lib/protocol/messages.ts";

/**
 * ms within which every page of an older build has loaded itself anew, each at a moment of its own. With a new line and
 * the heartbeat that is waited for it is a minute at most.
 */
const scatter = 50_000;

/** ms before a page loads itself anew for the same build: the first time may have brought it from a stale cache again. */
const pause = 3_600_000;

/** Builds that a tab remembers to have loaded itself anew for. */
const kept = 20;

/**
 * Watches what the server says of itself, and reloads the page once when it is out of date: when the build changes
 * under it, or speaks another protocol than this page's. It waits for whoever is writing on the page, however long; and
 * it does so as a heartbeat comes, when there is a server to load it from.
 *
 * @param parts.build of the page itself; null: that of the first server it hears
 * @param parts.reload told the build it is for; false: it would be in vain
 * @param parts.busy whether somebody is writing on the page
 * @param parts.random from 0 to 1
 * @param parts.now this browser's clock, ms
 */
export function createOutdatedWatch(parts: {
  build: string | null;
  reload(build: string): boolean;
  busy(): boolean;
  random(): number;
  now(): number;
}): (message: ServerMessage) => void {
  let own = parts.build;
  let dueAt: number | null = null;
  let reloading = false;
  return (message) => {
    if (message.kind !== "heartbeat" || reloading) return;
    const { build, protocol } = message.heartbeat;
    own ??= build;
    if (build === own && protocol === protocolVersion) {
      dueAt = null;
      return;
    }
    dueAt ??= parts.now() + scatter * parts.random();
    if (parts.now() >= dueAt && !parts.busy()) reloading = parts.reload(build);
  };
}

/** When this tab loaded itself anew for which build, ms since 1970; the latest last. */
type Reloads = readonly (readonly [build: string, at: number])[];

const key = "ringside-reloads";

/**
 * Reloads this page, but not twice within an hour for the same build: what comes from a stale cache, or from two servers
 * of different builds in turn, would do so for ever.
 */
export function reloadPage(build: string): boolean {
  const now = Date.now();
  const recent = recall().filter(([, at]) => at <= now && now - at < pause);
  if (recent.some(([other]) => other === build)) return false;
  keep([...recent, [build, now] as const].slice(-kept));
  window.location.reload();
  return true;
}

function recall(): Reloads {
  try {
    return readReloads(window.sessionStorage.getItem(key));
  } catch {
    // Storage may be forbidden to the page; a tab's name outlives a reload as well.
    return readReloads(window.name);
  }
}

function keep(reloads: Reloads): void {
  const text = JSON.stringify(reloads);
  try {
    window.sessionStorage.setItem(key, text);
  } catch {
    // As above.
    window.name = text;
  }
}

function readReloads(text: string | null): Reloads {
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.filter(isReload) : [];
  } catch {
    return [];
  }
}

function isReload(value: unknown): value is Reloads[number] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "number";
}
