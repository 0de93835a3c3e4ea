import { setTimeout as sleep } from "node:timers/promises";
import { byGet } from "#lib/pbx/delivery.ts";
import type { Sender } from "#server/simulator/sender.ts";
import type { Network } from "../faults/network/network.ts";
import { clearWorklist } from "./clear-worklist.ts";
import type { Office } from "./office-day.ts";
import type { ServerAnswer } from "./server-plan.ts";
import type { PageHoldings, PageWork, SoakedPage } from "./soaked-page.ts";
import type { SoakedServer } from "./soaked-server.ts";

/** How a day goes. */
export interface DayPlan {
  /** Minutes of the office's clock. */
  readonly minutes: number;
  /** How many times as fast as the machine's the office's clock goes, and the server's with it. */
  readonly rate: number;
  /** What happens in it, and at what share of it. */
  readonly incidents: readonly { readonly at: number; readonly is: Incident }[];
  /** Whether the wall loads itself anew in the night. */
  readonly renews: boolean;
}

/**
 * - `cut`: every connection is reset.
 * - `gap`: messages are lost and nobody is told: the wall has to ask for the board.
 * - `silence`: the network swallows everything for a while.
 * - `kill`: the server is killed and begins anew.
 * - `deploy`: the same, with pages of another build: the wall loads itself anew.
 */
export type Incident = "cut" | "gap" | "silence" | "kill" | "deploy";

/** What is left in the small hours, when nobody calls and yesterday is over: what is more than the day before, stays. */
export interface Dawn {
  /** Deliveries that were taken: of the day, or, of a row of days, since the first. */
  readonly accepted: number;
  /** bytes */
  readonly server: Omit<ServerAnswer, "at">;
  readonly page: PageHoldings;
  /** Which time the page was loaded, and the server began. */
  readonly load: number;
  readonly start: number;
  /** Of the day before. */
  readonly work: readonly PageWork[];
}

export interface SoakedWorld {
  readonly office: Office;
  readonly server: SoakedServer;
  readonly network: Network;
  readonly page: SoakedPage;
  readonly sender: Sender;
}

const day = 86_400_000;
/** ms that black holes and lost messages last: a line that is silent for 5 s is given up. */
const silenceTime = 7_000;
const gapTime = 300;
/** ms between two looks at how the page works. */
const lookInterval = 20_000;
/** ms in which the page has drawn what it was sent. */
const settling = 400;

/** Lets a day go by, and says what is left of it. @param number from 0 on */
export async function liveDay(world: SoakedWorld, number: number, plan: DayPlan): Promise<Dawn> {
  const { office, server, page, sender } = world;
  const date = Date.UTC(2026, 2, 2) + number * day;
  const { at: startAt } = await server.order({ do: "jump", at: date + 8 * 3_600_000 });
  const length = (plan.minutes * 60_000) / plan.rate;
  const over = new AbortController();
  const looking = lookNowAndThen(page, Math.min(lookInterval, length / 2), over.signal);
  const happening = Promise.all(
    plan.incidents.map(async ({ at, is }) => {
      await sleep(length * at);
      await happen(world, is);
    }),
  );
  const accepted = await office.day({
    sender,
    seed: number + 1,
    startAt: Math.round(startAt),
    minutes: plan.minutes,
    rate: plan.rate,
  });
  await happening;
  over.abort();
  const work = await looking;
  const loads = page.loads();
  page.letRenew(plan.renews);
  await clearWorklist(server.webhook.origin);
  await passNight(world, date);
  if (plan.renews) await until(() => page.loads() > loads);
  page.letRenew(false);
  await page.live();
  await sleep(settling);
  const { at: _, ...memory } = await server.order({ do: "tell-memory" });
  const holdings = await page.holdings();
  return { accepted, server: memory, page: holdings, load: page.loads(), start: server.starts(), work };
}

async function lookNowAndThen(page: SoakedPage, interval: number, signal: AbortSignal): Promise<readonly PageWork[]> {
  const work: PageWork[] = [];
  while (!signal.aborted) {
    await sleep(interval, undefined, { signal }).catch(() => undefined);
    if (signal.aborted && work.length > 0) break;
    // A page that is being loaded anew cannot be asked.
    const look = await page.work().catch(() => null);
    if (look !== null) work.push(look);
  }
  return work;
}

async function happen({ network, server, page }: SoakedWorld, incident: Incident): Promise<void> {
  switch (incident) {
    case "cut":
      network.become({ is: "reset" });
      break;
    case "gap":
      network.become({ is: "message-loss", share: 1 });
      await sleep(gapTime);
      network.heal();
      break;
    case "silence":
      network.become({ is: "black-hole" });
      await sleep(silenceTime);
      network.heal();
      break;
    case "kill":
      await server.restart();
      break;
    case "deploy": {
      const loads = page.loads();
      await server.deploy();
      await until(() => page.loads() > loads);
    }
  }
}

/** ms */
const beforeMidnight = 300;

/** Midnight comes by itself; the hours around it are skipped. */
async function passNight({ server, sender }: SoakedWorld, date: number): Promise<void> {
  // The clock is put forward without a word: with the next thing that comes the board is of now.
  const skipTo = async (at: number) => {
    await server.order({ do: "jump", at });
    await sender.send(byGet("event=nothing"));
  };
  await skipTo(date + day - beforeMidnight);
  await sleep(2 * beforeMidnight);
  await skipTo(date + day + 4 * 3_600_000 + 60_000);
}

/** ms between two looks, and looks until nobody believes in it any more. */
const glance = 200;
const patience = 600;

async function until(is: () => boolean): Promise<void> {
  for (let looks = 0; !is(); looks += 1) {
    if (looks === patience) throw new Error("what had to happen did not");
    await sleep(glance);
  }
}
