import { describe, expect, test, vi } from "vitest";
import { protocolVersion, type ServerMessage } from "#lib/protocol/messages.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createOutdatedWatch, reloadPage } from "./outdated-page.ts";

function heartbeat(build: string, protocol = protocolVersion): ServerMessage {
  const told = { at: "2026-03-02T09:00:00.000Z", up: null, age: null, lastEventAt: null };
  return { kind: "heartbeat", heartbeat: { ...told, protocol, epoch: "a", version: 0, build } };
}

function page({ random = 0.5, build = null }: { random?: number; build?: string | null } = {}) {
  const time = createVirtualTime(0);
  const reloads: string[] = [];
  const writing = { until: 0 };
  const vain = new Set<string>();
  const hear = createOutdatedWatch({
    build,
    reload(newer) {
      if (vain.has(newer)) return false;
      reloads.push(`${newer} at ${time.now()}`);
      return true;
    },
    busy: () => time.now() < writing.until,
    random: () => random,
    now: time.now,
  });
  return {
    reloads,
    writing,
    vain,
    hear,
    /** A server of that build beats for so many seconds. */
    hearFor(seconds: number, message: ServerMessage) {
      for (let beats = 0; beats < seconds / 2; beats += 1) {
        hear(message);
        time.pass(2_000);
      }
    },
    /** Nothing comes. */
    pass: time.pass,
  };
}

describe("a page older than its server", () => {
  test("[P4] reloads once within a minute, at a moment of its own", () => {
    const { reloads, hearFor } = page({ random: 0.25 });
    hearFor(4, heartbeat("one"));
    hearFor(60, heartbeat("two"));
    hearFor(60, heartbeat("three"));
    expect(reloads).toEqual(["two at 18000"]);
  });

  test("[P4] has a minute for it at most, the way back to the server included", () => {
    const { reloads, hearFor } = page({ random: 1, build: "one" });
    hearFor(60, heartbeat("two"));
    expect(reloads).toEqual(["two at 50000"]);
  });

  test("[P4] knows it when it cannot speak the server's protocol", () => {
    const { reloads, hearFor } = page({ build: "two" });
    hearFor(60, heartbeat("two", protocolVersion + 1));
    expect(reloads).toEqual(["two at 26000"]);
  });

  test("[P4] knows it from the first server it hears, where it was told its own build", () => {
    const { reloads, hearFor } = page({ build: "one" });
    hearFor(60, heartbeat("two"));
    expect(reloads).toEqual(["two at 26000"]);
  });

  test("[P4] does not while no server answers, which could not give it a page, but as soon as one does", () => {
    const { reloads, hear, pass } = page({ build: "one" });
    hear(heartbeat("two"));
    pass(600_000);
    expect(reloads).toEqual([]);
    hear(heartbeat("two"));
    expect(reloads).toEqual(["two at 600000"]);
  });

  test("[P4] stays when its own build is back before its moment", () => {
    const { reloads, hearFor } = page();
    hearFor(4, heartbeat("one"));
    hearFor(20, heartbeat("two"));
    hearFor(3_600, heartbeat("one"));
    expect(reloads).toEqual([]);
  });

  test("[P4] that reloaded in vain goes on asking whether it may once more", () => {
    const { reloads, vain, hearFor } = page({ random: 0, build: "one" });
    vain.add("two");
    hearFor(600, heartbeat("two"));
    expect(reloads).toEqual([]);
    vain.clear();
    hearFor(4, heartbeat("two"));
    expect(reloads).toEqual(["two at 600000"]);
  });

  test("[O5] waits for whoever is writing on it, also for an hour", () => {
    const { reloads, writing, hearFor } = page();
    writing.until = 3_600_000;
    hearFor(2, heartbeat("one"));
    hearFor(3_590, heartbeat("two"));
    expect(reloads).toEqual([]);
    hearFor(20, heartbeat("two"));
    expect(reloads).toEqual(["two at 3600000"]);
  });

  test("[P4] stays while the server is the same, and while it only restarts", () => {
    const { reloads, hearFor } = page();
    hearFor(200, heartbeat("one"));
    expect(reloads).toEqual([]);
  });
});

describe("reloading", () => {
  /** A tab's window, as far as a reload touches it; where `kept` is null it may store nothing. */
  function windowWith(kept: Map<string, string> | null): () => number {
    let reloads = 0;
    vi.stubGlobal("window", {
      name: "",
      location: {
        reload() {
          reloads += 1;
        },
      },
      get sessionStorage() {
        if (kept === null) throw new Error("storage is forbidden");
        return {
          getItem: (name: string) => kept.get(name) ?? null,
          setItem: (name: string, value: string) => kept.set(name, value),
        };
      },
    });
    return () => reloads;
  }

  test.each([
    { where: "kept by the tab", kept: new Map<string, string>() },
    { where: "forbidden to store anything", kept: null },
  ])(
    "[P4] happens once an hour for each build, $where: neither a stale cache nor two builds in turn make it a loop",
    ({ kept }) => {
      vi.useFakeTimers({ now: 1_000_000_000 });
      const reloads = windowWith(kept);
      const builds = ["two", "two", "one", "two", "one", "two"];
      expect(builds.map((build) => reloadPage(build))).toEqual([true, false, true, false, false, false]);
      vi.advanceTimersByTime(3_600_000);
      expect(builds.map((build) => reloadPage(build))).toEqual([true, false, true, false, false, false]);
      expect(reloads()).toBe(4);
      vi.useRealTimers();
    },
  );

  test("[P4] happens also where the tab keeps something else under that name, or the clock was set back", () => {
    vi.useFakeTimers({ now: 1_000_000_000 });
    for (const text of ["", "{", "null", '"two"', '[["two"],[3,4],"x"]', '[["two",1000000001]]']) {
      const reloads = windowWith(new Map([["ringside-reloads", text]]));
      expect(reloadPage("two")).toBe(true);
      expect(reloads()).toBe(1);
    }
    vi.useRealTimers();
  });
});
