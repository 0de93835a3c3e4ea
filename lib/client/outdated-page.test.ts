import { describe, expect, test, vi } from "vitest";
import { protocolVersion, type ServerMessage } from "#lib/protocol/messages.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createOutdatedWatch, reloadPage } from "./outdated-page.ts";

function heartbeat(build: string, protocol = protocolVersion): ServerMessage {
  const told = { at: "2026-03-02T09:00:00.000Z", up: null, age: null, lastEventAt: null };
  return { kind: "heartbeat", heartbeat: { ...told, protocol, epoch: "a", version: 0, build } };
}

function page(random = 0.5, build: string | null = null) {
  const time = createVirtualTime(0);
  const reloads: string[] = [];
  const writing = { until: 0 };
  const hear = createOutdatedWatch({
    build,
    reload: (newer) => reloads.push(`${newer} at ${time.now()}`),
    busy: () => time.now() < writing.until,
    random: () => random,
    after: time.after,
  });
  return { time, reloads, writing, hear };
}

describe("a page older than its server", () => {
  test("[P4] reloads once within a minute, at a moment of its own", () => {
    const { time, reloads, hear } = page(0.25);
    for (const build of ["one", "one", "two", "two", "three"]) hear(heartbeat(build));
    time.pass(120_000);
    expect(reloads).toEqual(["two at 15000"]);
  });

  test("[P4] does so at once knowing when it cannot speak the server's protocol", () => {
    const { time, reloads, hear } = page(1);
    hear(heartbeat("two", protocolVersion + 1));
    time.pass(60_000);
    expect(reloads).toEqual(["two at 60000"]);
  });

  test("[P4] knows it from the first server it hears, where it was told its own build", () => {
    const { time, reloads, hear } = page(0.5, "one");
    hear(heartbeat("two"));
    time.pass(60_000);
    expect(reloads).toEqual(["two at 30000"]);
  });

  test("[O5] waits for whoever is writing on it, also for an hour", () => {
    const { time, reloads, writing, hear } = page();
    writing.until = 3_600_000;
    hear(heartbeat("one"));
    hear(heartbeat("two"));
    time.pass(3_599_000);
    expect(reloads).toEqual([]);
    time.pass(3_000);
    expect(reloads).toEqual(["two at 3600000"]);
  });

  test("[P4] stays while the server is the same, and while it only restarts", () => {
    const { time, reloads, hear } = page();
    for (let n = 0; n < 100; n += 1) hear(heartbeat("one"));
    time.pass(120_000);
    expect(reloads).toEqual([]);
  });
});

describe("reloading", () => {
  /** A page's window, as far as a reload touches it; `storage` is thrown at those who ask when it is an error. */
  function windowWith(storage: Storage | Error): () => number {
    let reloads = 0;
    vi.stubGlobal("window", {
      location: {
        reload() {
          reloads += 1;
        },
      },
      get sessionStorage() {
        if (storage instanceof Error) throw storage;
        return storage;
      },
    });
    return () => reloads;
  }

  test("[P4] happens once for each build, so that a page from a stale cache does not do it for ever", () => {
    const kept = new Map<string, string>();
    const reloads = windowWith({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    } as unknown as Storage);
    for (const build of ["two", "two", "two", "three"]) reloadPage(build);
    expect(reloads()).toBe(2);
  });

  test("[P4] happens also where the page may store nothing", () => {
    const reloads = windowWith(new Error("storage is forbidden"));
    reloadPage("two");
    expect(reloads()).toBe(1);
  });
});
