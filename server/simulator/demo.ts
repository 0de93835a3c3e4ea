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
import { createApp } from "#server/app.ts";
import type { AppOverrides } from "#server/app-config.ts";
import type { Config } from "#server/config/config.ts";
import { createCatchUp } from "./catch-up.ts";
import { deliveriesIn, drive } from "./drive.ts";
import { createSender, type Reply } from "./sender.ts";
import type { Timer } from "./timer.ts";

/** The traffic is the same every time, so that two people who try the demo can talk about it. */
const seed = 1;

/** Calls that the board has behind it when it is shown, and for how long at most. */
const pastCalls = 600;
const longestPastMs = 4 * 60 * 60_000;

export interface DemoOptions {
  readonly queues: number;
  readonly agents: number;
  readonly callsPerHour: number;
  /** null: the environment's. */
  readonly port: number | null;
}

export interface Demo {
  /**
   * Resolves when the board has its past behind it and is live; `traffic` then ends only when the demo is stopped, and
   * rejects when the phone system breaks down. Throws `StartError` when the board cannot be served.
   */
  start(): Promise<{ readonly url: string; readonly traffic: Promise<unknown> }>;
  stop(): Promise<void>;
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
  const pastMs = Math.min(longestPastMs, Math.round((pastCalls / options.callsPerHour) * 60 * 60_000));
  const startAt = timer.now() - pastMs;
  const caughtUp = Promise.withResolvers<void>();
  const { clock, pace } = createCatchUp({ startAt, timer, caughtUp: caughtUp.resolve });
  const dataFolder = mkdtempSync(join(tmpdir(), "ringside-demo-"));
  const webhookKey = randomBytes(32).toString("base64url");
  const app = createApp(
    { ...config, port: options.port ?? config.port, dataFolder, webhookKey },
    { ...deps.overrides, clock, directory: nameOffice(centre), site: { sample: true }, environment: {} },
  );
  const stop = new AbortController();
  let traffic: Promise<unknown> = Promise.resolve();

  function callTheBoard(url: string): Promise<unknown> {
    const feed = simulateFeed({
      centre,
      seed,
      startAt,
      minutes: null,
      callsPerHour: options.callsPerHour,
      talkSeconds: busyTalkSeconds(options),
      timeZone: config.timeZone,
      dialect: "post",
      faults: noFaults,
    });
    const sender = createSender({
      url: new URL(`${url}/api/webhook/${webhookKey}`),
      connections: 1,
      timeoutMs: 10_000,
    });
    const sending = drive({
      deliveries: deliveriesIn(feed),
      sender,
      pace,
      // One at a time: the clock stands in the past only as long as one delivery needs.
      concurrency: 1,
      signal: stop.signal,
      onTrouble: deps.onTrouble,
    });
    return sending.finally(sender.close);
  }

  async function end(): Promise<void> {
    stop.abort();
    await Promise.allSettled([traffic]);
    await app.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }

  return {
    async start() {
      try {
        const { url } = await app.start();
        traffic = callTheBoard(url);
        traffic.catch(caughtUp.reject);
        await caughtUp.promise;
        return { url, traffic };
      } catch (cause) {
        await end();
        throw cause;
      }
    },
    stop: end,
  };
}
