import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Principal } from "#lib/access/principal.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { changedReadings } from "#lib/board/number-reading.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import type { Audit } from "#server/access/audit.ts";
import { createAudit } from "#server/access/audit-log.ts";
import { openSqliteAccess } from "#server/access/sqlite-access.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { createCallHistory } from "#server/history/call-history.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { createPastBoardsOf } from "#server/past/past-boards.ts";
import { createActing } from "./acting.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import type { Route } from "./route.ts";
import { toldRoutes } from "./told-routes.ts";

const anywhere = { generation: 0, after: 0, upTo: 0 };

/** A server of everything that is told of calls and callers, asked by whomever a test likes. */
export interface SightServer {
  readonly state: () => BoardState;
  readonly routes: readonly Route[];
  readonly audit: Audit;
  /** At seconds from the beginning, in rising order. */
  tell(seconds: number, ...deliveries: readonly Delivery[]): Promise<void>;
  ask(who: Principal, path: string, body?: object): Promise<Asked>;
  close(): void;
}

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** From which tests count their seconds, epoch ms. */
export const begin = Date.parse("2026-03-02T09:00:00.000Z");

export interface SightServerOptions {
  readonly site?: Partial<SiteSettings>;
  readonly recordingHosts?: readonly string[];
  readonly note?: Audit["note"];
}

export async function openSightServer({
  site,
  recordingHosts = [],
  note,
}: SightServerOptions = {}): Promise<SightServer> {
  let now = begin;
  const clock = { now: () => now };
  const settings: BoardSettings = { ...defaultSettings, site: { ...defaultSettings.site, ...site } };
  let current = emptyBoard(settings, begin);
  const state = () => current;
  const kept = createMemoryJournal(clock);
  const journal: typeof kept = {
    ...kept,
    async appendAct(act) {
      const entry = await kept.appendAct(act);
      current = foldEntry(current, entry);
      return entry;
    },
  };
  const archive = createMemoryArchive(settings);
  const history = createCallHistory({ state, now: clock.now, archive });
  const wholeAudit = createAudit(openSqliteAccess(":memory:"), clock);
  const audit = note === undefined ? wholeAudit : { ...wholeAudit, note };
  const past = createPastBoardsOf(journal, settings, createLogger("silent"));
  const routes = toldRoutes({
    acting: createActing(new Set()),
    state,
    clock,
    journal,
    history,
    past,
    audit,
    recordingHosts,
  });
  const { asking, server, url } = await listening(routes);

  return {
    state,
    routes,
    audit,
    async tell(seconds, ...deliveries) {
      now = begin + seconds * 1000;
      for (const delivery of deliveries) {
        const next = foldEntry(current, await kept.append(delivery, null));
        archive.take(next.forgotten, changedReadings(current, next), anywhere);
        current = next;
      }
    },
    async ask(who, path, body) {
      const asks = JSON.stringify(who);
      asking.set(asks, who);
      const post = {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "x-asks": asks, origin: url, "content-type": "application/json" },
      };
      const init = body === undefined ? { headers: { "x-asks": asks } } : post;
      const answer = await fetch(`${url}${path}`, { redirect: "manual", ...init });
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
    close() {
      server.close();
      server.closeAllConnections();
      wholeAudit.close();
    },
  };
}

/** Who asks is who the header says, by the map. */
async function listening(routes: readonly Route[]) {
  const asking = new Map<string, Principal>();
  const server = createHttpServer({
    routes,
    servePage: null,
    gatekeeper: {
      principalOf: ({ "x-asks": asks }) => asking.get(String(asks)) ?? { is: "nobody" },
      subscribe: () => () => undefined,
    },
    hops: createHops([], null),
    log: createLogger("silent"),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { asking, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export function account(
  role: "admin" | "supervisor" | "agent",
  extension: string | null,
  id: string,
  name = id,
): Principal {
  return { is: "account", accountId: id, sessionId: `${id} here`, name, role, extension };
}
