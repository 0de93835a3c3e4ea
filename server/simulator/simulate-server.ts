import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import type { Dialect } from "#lib/simulator/dialect.ts";
import type { Faults } from "#lib/simulator/faults.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { type FeedOptions, simulateFeed } from "#lib/simulator/simulate-feed.ts";
import { ownTimeZone } from "#server/config/config.ts";
import { deliveriesIn, drive } from "./drive.ts";
import { createPace } from "./pace.ts";
import type { SendCounts } from "./send-counts.ts";
import { createSender, type Reply } from "./sender.ts";
import type { Timer } from "./timer.ts";

/** A phone system's patience: it does not say, and few senders wait longer. */
const timeoutMs = 10_000;

/** As many connections as a busy sender keeps. */
const connections = 32;

export interface SimulateOptions {
  /** The webhook's whole address. */
  readonly url: URL;
  readonly dialect: Dialect;
  readonly queues: number;
  readonly agents: number;
  readonly callsPerHour: number;
  /** Simulated minutes; null: until it is stopped. */
  readonly minutes: number | null;
  readonly seed: number;
  /** How many times faster than real the simulated time runs. */
  readonly speed: number;
  readonly faults: Faults;
}

export interface SimulateEnd {
  readonly counts: SendCounts;
  /** Why the drive stopped before its time; null when it did not. */
  readonly problem: string | null;
}

/**
 * Drives the server at `options.url` until the minutes are over, `signal` aborts, or there is no sense in going on:
 * nothing answers at all, or the address is wrong.
 * @param say takes sentences for a person
 */
export async function simulateServer(
  options: SimulateOptions,
  deps: { readonly timer: Timer; readonly signal: AbortSignal; readonly say: (sentence: string) => void },
): Promise<SimulateEnd> {
  const startAt = deps.timer.now();
  const sender = createSender({ url: options.url, connections, timeoutMs });
  const giveUp = new AbortController();
  const said = new Set<string>();
  let problem: string | null = null;
  try {
    const counts = await drive({
      deliveries: deliveriesIn(simulateFeed(feedOf(options, startAt))),
      sender,
      pace: createPace({ startAt, speed: options.speed, timer: deps.timer }),
      concurrency: connections,
      signal: AbortSignal.any([deps.signal, giveUp.signal]),
      onTrouble(reply, soFar) {
        const sentence = troubleSentence(reply, options.url);
        if (isHopeless(reply, soFar)) {
          problem ??= sentence;
          giveUp.abort();
        } else if (!said.has(kindOf(reply))) {
          deps.say(sentence);
        }
        said.add(kindOf(reply));
      },
    });
    return { counts, problem };
  } finally {
    sender.close();
  }
}

function feedOf(options: SimulateOptions, startAt: number): FeedOptions {
  const { queues, agents, seed } = options;
  return {
    ...options,
    centre: layOutCentre({ queues, agents }, seededRandom(seed)),
    startAt,
    talkSeconds: busyTalkSeconds(options),
    timeZone: ownTimeZone(),
  };
}

/** A wrong address stays wrong; a server that never answered is not there. One that answered before may come back. */
function isHopeless(reply: Reply, counts: SendCounts): boolean {
  if (counts.accepted > 0) return false;
  return reply.kind === "unanswered" || isAtWrongAddress(reply.status);
}

function isAtWrongAddress(status: number): boolean {
  return status === 401 || status === 404 || status === 405;
}

function kindOf(reply: Reply): string {
  return reply.kind === "answered" ? String(reply.status) : "unanswered";
}

/** Never the path: the key is in it. */
function troubleSentence(reply: Reply, url: URL): string {
  if (reply.kind === "unanswered") return `Nothing answers at ${url.origin}: ${reply.reason}.`;
  const reason = reply.reason === null ? "" : `: ${reply.reason.replace(/\.$/, "")}`;
  const hint = isAtWrongAddress(reply.status) ? " Is --url the webhook's whole address, with its key?" : "";
  return `${url.origin} answered ${reply.status}${reason}.${hint}`;
}
