import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Board, CallRecord } from "#lib/board/board.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { documentedDialects } from "#lib/simulator/dialect.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { type FeedItem, simulateFeed } from "#lib/simulator/simulate-feed.ts";
import type { CallTruth } from "#lib/simulator/truth.ts";
import { disagreements } from "#lib/testing/scenario-truth.ts";
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { createCatchUp } from "./catch-up.ts";
import { deliveriesIn, drive } from "./drive.ts";
import { createSender } from "./sender.ts";
import { systemTimer } from "./timer.ts";

const startAt = Date.UTC(2026, 2, 2, 8);
const webhookKey = "a-key-of-the-test-that-is-long-enough";

test.each(documentedDialects)(
  "[S6] an hour sent in %s over HTTP: every record and every count is the truth",
  async (dialect) => {
    const { url, send } = await serve();
    const calls: CallTruth[] = [];
    const feed = simulateFeed({
      centre: layOutCentre({ queues: 6, agents: 12 }, seededRandom(3)),
      ...{ seed: 3, startAt, minutes: 60, callsPerHour: 120, talkSeconds: 150, timeZone: "UTC" },
      dialect,
      faults: { ...noFaults, repeat: 0.2 },
    });
    const counts = await send(keeping(feed, calls));
    expect(counts.accepted).toBe(counts.sent);
    const board = await read<Board>(`${url}/api/board`);
    expect(board.rev).toBe(counts.sent);
    expect(disagreements(calls, { board, records: await readCalls(url) }, "exact")).toEqual([]);
  },
);

/** A server whose clock stands at the delivery it is sent, and the way to send it a feed. */
async function serve() {
  const dataFolder = mkdtempSync(join(tmpdir(), "ringside-truth-"));
  const { clock, pace } = createCatchUp({
    startAt,
    timer: systemTimer,
    caughtUp() {
      throw new Error("the feed is not of the past");
    },
  });
  const app = createApp(
    {
      ...readConfig({ HOST: "127.0.0.1", RINGSIDE_ACCESS: "open", RINGSIDE_TIME_ZONE: "UTC" }),
      port: 0,
      dataFolder,
      webhookKey,
    },
    { clock, pages: false, log: createLogger("silent") },
  );
  const { url } = await app.start();
  const sender = createSender({ url: new URL(`${url}/api/webhook/${webhookKey}`), connections: 1, timeoutMs: 10_000 });
  onTestFinished(async () => {
    sender.close();
    await app.stop();
    rmSync(dataFolder, { recursive: true });
  });
  return {
    url,
    send: (feed: Iterable<FeedItem>) =>
      drive({
        deliveries: deliveriesIn(feed),
        sender,
        pace,
        concurrency: 1,
        signal: new AbortController().signal,
        onTrouble(reply) {
          throw new Error(reply.reason ?? "refused");
        },
      }),
  };
}

function* keeping(feed: Iterable<FeedItem>, calls: CallTruth[]): Generator<FeedItem> {
  for (const item of feed) {
    if (item.kind === "over") calls.push(item.call);
    yield item;
  }
}

async function read<Answer>(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

async function readCalls(url: string): Promise<CallRecord[]> {
  const records: CallRecord[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { calls: CallRecord[]; next: string | null } = await read(
      `${url}/api/calls?limit=100${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    records.push(...page.calls);
    cursor = page.next;
  }
  return records;
}
