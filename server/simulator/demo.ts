import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { nameOffice } from "#lib/simulator/office-names.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { simulateFeed } from "#lib/simulator/simulate-feed.ts";
import { type App, type AppOverrides, createApp } from "#server/app.ts";
import type { Config } from "#server/config/config.ts";
import { createCatchUp } from "./catch-up.ts";
import type { DemoOptions } from "./demo-options.ts";
import { deliveriesIn, drive } from "./drive.ts";
import { createSender, type Reply } from "./sender.ts";
import type { Timer } from "./timer.ts";

/** The traffic is the same every time, so that two people who try the demo can talk about it. */
const seed = 1;

/** Calls that the board has behind it when it is shown, and for how long at most. */
const pastCalls = 800;
const longestPastMs = 4 * 60 * 60_000;

export interface Demo extends Pick<App, "stop"> {
  /** Resolves when the board has its past behind it and is live. Throws `StartError` when it cannot be served. */
  start(): Promise<{ readonly url: string }>;
}

/**
 * The server on a folder that is deleted at the end, and a simulated phone system that calls its webhook over HTTP,
 * from some hours ago to now as fast as the server takes it, and then as time goes by.
 */
export function createDemo(
  config: Config,
  options: DemoOptions,
  deps: {
    readonly timer: Timer;
    readonly onTrouble: (reply: Reply) => void;
    readonly overrides?: Pick<AppOverrides, "pages" | "log">;
  },
): Demo {
  const { timer } = deps;
  const centre = layOutCentre(options, seededRandom(seed));
  const startAt = timer.now() - Math.min(longestPastMs, (pastCalls / options.callsPerHour) * 60 * 60_000);
  const caughtUp = Promise.withResolvers<void>();
  const { clock, pace } = createCatchUp({ startAt, timer, caughtUp: caughtUp.resolve });
  const dataFolder = mkdtempSync(join(tmpdir(), "ringside-demo-"));
  const webhookKey = randomBytes(32).toString("base64url");
  const app = createApp(
    { ...config, port: options.port ?? config.port, dataFolder, webhookKey },
    { ...deps.overrides, clock, directory: nameOffice(centre), site: { sample: true } },
  );
  const stop = new AbortController();
  let driving: Promise<unknown> = Promise.resolve();

  async function startDriving(url: string): Promise<void> {
    const talkSeconds = busyTalkSeconds(options);
    const feed = simulateFeed({
      ...options,
      ...{ centre, seed, startAt, talkSeconds, minutes: null, timeZone: config.timeZone },
      dialect: "post",
      faults: noFaults,
    });
    const sender = createSender({
      url: new URL(`${url}/api/webhook/${webhookKey}`),
      connections: 1,
      timeoutMs: 10_000,
    });
    // One at a time: the clock stands in the past only as long as one delivery needs.
    const sending = { concurrency: 1, signal: stop.signal, onTrouble: deps.onTrouble };
    driving = drive({ deliveries: deliveriesIn(feed), sender, pace, ...sending }).finally(sender.close);
    await caughtUp.promise;
  }

  return {
    async start() {
      try {
        const { url } = await app.start();
        await startDriving(url);
        return { url };
      } catch (cause) {
        rmSync(dataFolder, { recursive: true, force: true });
        throw cause;
      }
    },
    async stop() {
      stop.abort();
      await driving;
      await app.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
