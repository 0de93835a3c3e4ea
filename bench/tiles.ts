import type { Browser } from "@playwright/test";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { callIdAt } from "#lib/simulator/call-id.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import { countRenders } from "./browser/count-renders.ts";
import { meterTicks } from "./browser/meter-ticks.ts";
import { openMeteredWall, withBrowser } from "./browser/metered-wall.ts";
import type { Comparison, Finding, Round } from "./comparison.ts";
import { sendNow, sendSoon } from "./load/send-now.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { type StartServer, withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile } from "./spread.ts";
import type { Told } from "./traffic.ts";

const tiles = 1000;
const timers = 200;
/** Of which each is measured alone: so seldom that no two meet in a frame. */
const changesPerSecond = 12;
const fullChanges = 80;
const fullTicks = 12;
/** So high that everybody has a tile with a name, and every call a line with its timer; not more pixels than a television. */
const tower = { width: 270, height: 9400 };

/** P-7: what one of a thousand tiles costs, and what two hundred timers do. */
export function measureTiles(plan: Plan): Promise<Finding> {
  return withServers((start) =>
    withBrowser(async (browser) => {
      const floor = await openFloor(start, { agents: tiles, queues: 2, talking: 0 });
      const changes = await oneOfMany(plan, browser, floor);
      const rendered = await renderedTiles(plan, browser, floor);
      const calls = await openFloor(start, { agents: timers, queues: 0, talking: timers });
      const ticks = await manyTimers(plan, browser, calls);
      return { comparisons: compared({ changes, rendered, ticks }), notes: [note] };
    }),
  );
}

interface Floor {
  readonly url: URL;
  /** A change of one agent, who begins to dial or hangs up: another one each time. */
  change(): Told;
}

/** A server that knows so many agents, of whom some talk. */
async function openFloor(
  start: StartServer,
  size: { agents: number; queues: number; talking: number },
): Promise<Floor> {
  const server = await start("./wall.child.ts");
  const url = new URL(webhookPath, server.url);
  let running = 0;
  const tell = (event: (common: Common) => CallEvent, callId = newCall()): Told => {
    const common = { callId, chain: null, caller: "05550001111", callerName: null, did: null };
    return { at: 0, delivery: renderDelivery(event(common), "post") };
  };
  const newCall = () => {
    running += 1;
    return callIdAt(Date.now(), { timeZone: "UTC", running });
  };
  const agentOf = (index: number) => String(2000 + (index % size.agents));
  const queues = Array.from({ length: size.queues }, (_, index) => {
    const number = String(820 + index);
    const callId = newCall();
    return [
      tell((common) => ({ kind: "reached", ...common, leg: 0, number, claim: "queue" }), callId),
      tell((common) => ended(common, 0, "inbound", number, false), callId),
    ];
  });
  const known = Array.from({ length: size.agents }, (_, index) => {
    const agent = agentOf(index);
    const callId = newCall();
    return [
      tell((common) => ({ kind: "reached", ...common, leg: 0, number: agent, claim: "phone" }), callId),
      tell((common) => ({ kind: "answered", ...common, leg: 1, direction: "inbound", agent, via: "direct" }), callId),
      ...(index < size.talking ? [] : [tell((common) => ended(common, 1, "inbound", agent, true), callId)]),
    ];
  });
  await sendSoon(url, [...queues, ...known].flat());

  let changed = 0;
  let dialling: { readonly callId: string; readonly agent: string } | null = null;
  return {
    url: server.url,
    change() {
      if (dialling !== null) {
        const { callId, agent } = dialling;
        dialling = null;
        return tell((common) => ended(common, 0, "outbound", agent, false), callId);
      }
      // One here, one there.
      changed += 7;
      const call = { callId: newCall(), agent: agentOf(size.talking + changed) };
      dialling = call;
      return tell((common) => ({ kind: "dialed", ...common, leg: 0, agent: call.agent }), call.callId);
    },
  };
}

type Common = Pick<CallEvent, "callId" | "chain" | "caller" | "callerName" | "did">;

function ended(
  common: Common,
  leg: number,
  direction: "inbound" | "outbound",
  number: string,
  spoken: boolean,
): CallEvent {
  const talkSeconds = spoken ? 60 : null;
  return { kind: "ended", ...common, leg, direction, number, spoken, transferred: false, talkSeconds, lostAt: null };
}

async function oneOfMany(plan: Plan, browser: Browser, floor: Floor): Promise<readonly Round[]> {
  const url = new URL(webhookPath, floor.url);
  const wall = await openMeteredWall(browser, floor.url, tower);
  const drawn = await wall.page.getByTestId("agent").count();
  if (drawn !== tiles) throw new Error(`the wall draws ${drawn} tiles, not ${tiles}`);
  const worked = async (count: number) => {
    const told = Array.from({ length: count }, () => floor.change());
    const sent = await sendNow(url, told, changesPerSecond);
    const shown = await wall.shownUpTo(Math.max(...sent.map(({ rev }) => rev)));
    return quantile(
      shown.map((one) => one.worked),
      0.5,
    );
  };
  const turns = await takeTurns(plan, `P-7, one of ${tiles} tiles`, async () => {
    const count = Math.round(fullChanges * plan.load);
    await wall.beBare('[data-testid="agent"] .name-head');
    const bare = await worked(count);
    await wall.beBare(null);
    // It sees that it was told nothing, and asks for the board.
    await worked(4);
    return { floor: bare, ours: await worked(count) };
  });
  await wall.page.close();
  return turns;
}

/** Of as many changes, how many tiles were rendered for each. */
async function renderedTiles(plan: Plan, browser: Browser, floor: Floor): Promise<readonly Round[]> {
  const url = new URL(webhookPath, floor.url);
  const wall = await openMeteredWall(browser, floor.url, tower, (made) => made.addInitScript(countRenders));
  const { page } = wall;
  const rounds = await takeTurns(plan, "P-7, tiles that are rendered", async () => {
    const count = 2 * Math.max(1, Math.round((fullChanges * plan.load) / 8));
    const before = await page.evaluate(() => globalThis.renderCounts["agent"] ?? 0);
    // One after the other is shown, or two of one tile could meet in a frame.
    for (let told = 0; told < count; told += 1) {
      const sent = await sendNow(url, [floor.change()], changesPerSecond);
      await wall.shownUpTo(Math.max(...sent.map(({ rev }) => rev)));
    }
    const after = await page.evaluate(() => globalThis.renderCounts["agent"] ?? 0);
    return { floor: count, ours: after - before };
  });
  await page.close();
  return rounds;
}

async function manyTimers(plan: Plan, browser: Browser, floor: Floor): Promise<readonly Round[]> {
  const selector = '[data-testid="call-line"] .call-time';
  const meter = { selector, least: timers / 2 };
  const { page } = await openMeteredWall(browser, floor.url, tower, (made) => made.addInitScript(meterTicks, meter));
  const drawn = await page.locator(selector).count();
  if (drawn !== timers) throw new Error(`the wall draws ${drawn} timers, not ${timers}`);
  const rounds = await takeTurns(plan, `P-7, ${timers} timers`, async () => {
    const count = Math.max(3, Math.round(fullTicks * plan.load));
    await page.evaluate(() => {
      globalThis.tickMeter.ours.length = 0;
      globalThis.tickMeter.bare.length = 0;
    });
    await page.waitForFunction(
      (many) => Math.min(globalThis.tickMeter.ours.length, globalThis.tickMeter.bare.length) >= many,
      count,
      { timeout: 20_000 + 2000 * count },
    );
    const { ours, bare } = await page.evaluate(() => globalThis.tickMeter);
    return { floor: quantile(bare, 0.5), ours: quantile(ours, 0.5) };
  });
  await page.close();
  return rounds;
}

function compared(found: Readonly<Record<"changes" | "rendered" | "ticks", readonly Round[]>>): readonly Comparison[] {
  const same = { goal: "P-7", calm: 1.5 } as const;
  return [
    {
      ...same,
      what: `one of ${tiles} tiles changed, to a bare write to the page`,
      unit: "ms",
      rounds: found.changes,
      bound: { on: "ratio", is: "at most", limit: 1.5 },
    },
    {
      ...same,
      what: "tiles rendered, to those that changed",
      unit: "pieces",
      calm: null,
      rounds: found.rendered,
      // Fewer than changed is a count that looks at the wrong thing.
      bound: { on: "ratio", is: "exactly", limit: 1 },
    },
    {
      ...same,
      what: `${timers} timers tick, beside as many bare writes`,
      unit: "ms",
      calm: Number.POSITIVE_INFINITY,
      rounds: found.ticks,
      bound: { on: "ours", is: "at most", limit: 8 },
    },
  ];
}

const note =
  "P-7: what the browser's main thread works, from a message's arrival until the page has changed and as the frame is made; " +
  "the wait for the frame is not counted. Ours is a call that begins or ends: besides the tile, counts and today's figures change.";
