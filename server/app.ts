import { setTimeout as delay } from "node:timers/promises";
import type { KeyPlace } from "./access/webhook-keys-open.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import { secretsOf } from "./config/secrets-of.ts";
import { startCore } from "./core.ts";
import { createEndings, type Endings } from "./endings.ts";
import { createStrays } from "./http/arrivals-strays.ts";
import { drain } from "./http/drain.ts";
import { createHttpServer } from "./http/http-server.ts";
import { anyHost, loopbackHosts } from "./http/known-hosts.ts";
import { listen } from "./http/listen.ts";
import { createPageGate } from "./http/page-gate.ts";
import type { Pages } from "./http/pages.ts";
import { createWallPages } from "./http/wall-pages.ts";
import { createLogger, type Logger } from "./log.ts";
import { isDatabaseAway } from "./postgres/database-away.ts";
import { createRealtime } from "./realtime/realtime.ts";
import { reasonOf } from "./reason-of.ts";
import { type Door, routesOf } from "./routes.ts";
import { StartError } from "./start-error.ts";

export interface Started {
  readonly url: string;
  /** What the first account is made with; null: it has been made. */
  readonly setupCode: string | null;
  /** Where the webhook's key is; the key itself, where this start made it: it is told this once. */
  readonly keyPlace: KeyPlace;
}

export interface App {
  /** Resolves when everything is served. Throws `StartError` when it cannot be, and leaves nothing behind. */
  start(): Promise<Started>;
  /** Answers what is under way, keeps what must be kept, closes everything; within 5 s. */
  stop(): Promise<void>;
}

/** What is under way may take so long, and a stop that waited before has so much for it and the waiting. */
const DRAIN_MS = 3_000;
const WAIT_AND_DRAIN_MS = 4_000;

/** The composition root: every part is made here, and knows only what it is handed. */
export function createApp(config: AppConfig, overrides: AppOverrides = {}): App {
  const log = overrides.log ?? createLogger(config.operations.logLevel, secretsOf(config));
  const endings = createEndings(log);

  return {
    async start() {
      try {
        return await assemble(config, { ...overrides, log }, endings);
      } catch (cause) {
        await endings.run();
        throw cause instanceof StartError || !isDatabaseAway(cause) ? cause : wentAway(cause);
      }
    },
    async stop() {
      await endings.run();
      log.info("stopped");
    },
  };
}

function wentAway(cause: unknown): StartError {
  return new StartError(`The database of DATABASE_URL went away during the start: ${reasonOf(cause)}.`, { cause });
}

/** Makes the parts from the journal up, so that nothing is served before it can be. */
async function assemble(
  config: AppConfig,
  overrides: AppOverrides & { readonly log: Logger },
  endings: Endings,
): Promise<Started> {
  const core = await startCore(config, overrides, endings);
  const pages = overrides.pages === undefined ? await openPages(endings) : overrides.pages || null;
  const door: Door = { realtime: null, serving: false, url: null };
  const isKnownHost = config.access === "open" ? loopbackHosts : anyHost;
  const httpServer = createHttpServer({
    isKnownHost,
    routes: routesOf(core, pages, door),
    gatekeeper: core.gatekeeper,
    hops: core.hops,
    strays: createStrays(core.arrivals, core.keys),
    servePage:
      pages && createPageGate({ ...core, servePage: createWallPages({ ...core, pages, state: core.projector.state }) }),
    log: overrides.log,
  });
  const realtime = createRealtime({
    ...core,
    projector: { ...core.projector, unseenFor: core.journal.unseenFor },
    httpServer,
    presence: core.screens,
    servedBy: { sample: overrides.site?.sample ?? false, build: pages?.build ?? "none" },
    allowedOrigins: core.origins,
    isKnownHost,
    onPublished: core.meters.published.observe,
  });
  door.realtime = realtime;
  endings.add("the HTTP server", async () => {
    door.serving = false;
    overrides.log.info("stopping");
    const { stopDelay } = config.operations;
    await delay(stopDelay);
    // Screens hold connections open for as long as they are there.
    await Promise.all([drain(httpServer, Math.min(DRAIN_MS, WAIT_AND_DRAIN_MS - stopDelay)), realtime.close()]);
  });
  const url = await listen(httpServer, config.host, config.port);
  door.url = url;
  door.serving = true;
  overrides.log.info("ready");
  const setupCode = core.access === "open" ? null : (core.entrance.setupCode?.text ?? null);
  return { url, setupCode, keyPlace: core.keyPlace };
}

async function openPages(endings: Endings): Promise<Pages> {
  // Not loaded where there are none to show: Next.js is the slowest part of a start.
  const { createPages } = await import("./http/pages.ts");
  const pages = await createPages();
  endings.add("the pages", () => pages.close());
  return pages;
}
