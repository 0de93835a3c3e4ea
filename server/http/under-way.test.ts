import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { staff } from "#lib/access/access.ts";
import { nobody, type Principal } from "#lib/access/principal.ts";
import type { EndedRight } from "#server/access/gatekeeper.ts";
import { createLogger } from "#server/log.ts";
import { jsonAnswer } from "./answer.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import { type ClosedOffice, openClosedOffice } from "./office-under-test.ts";
import { reading } from "./route.ts";
import { account } from "./sight-under-test.ts";

let office: ClosedOffice;

beforeEach(async () => {
  office = await openClosedOffice(null);
});
afterEach(() => office.stop());

/** A deed whose body is held back. */
async function heldBack(cookie: string, path: string, body: string) {
  const { url } = office;
  const length = Buffer.byteLength(body);
  const headers = { cookie, origin: url, "content-type": "application/json", "content-length": length };
  const asking = request(`${url}${path}`, { method: "POST", headers: { ...headers, expect: "100-continue" } });
  asking.flushHeaders();
  // From here on the server knows who asks.
  await once(asking, "continue");
  return {
    finish: () => asking.end(body),
    answer: new Promise<number | string>((resolve) => {
      asking.on("response", (answer) => resolve(answer.resume().statusCode ?? 0));
      asking.on("error", () => resolve("cut off"));
    }),
  };
}

const contact = JSON.stringify({ by: "x", number: "774852610", name: "Ada" });

test("[L300] who is shut out does nothing by a request whose body was held back", async () => {
  const supervisor = await office.as("supervisor");
  const deed = await heldBack(supervisor.cookie, "/api/contacts", contact);
  const { who } = await supervisor.get("/api/session");
  await office.admin.post("/api/sessions/revoke", { accountId: who.id });
  deed.finish();
  expect(await deed.answer).toBe("cut off");
  expect((await office.admin.get("/api/contacts")).count).toBe(0);
});

test("[L300] who is made less than the deed needs does not do it either, and who stays what they are does", async () => {
  const [supervisor, other] = [await office.as("supervisor"), await office.as("supervisor")];
  const deeds = [
    await heldBack(supervisor.cookie, "/api/contacts", contact),
    await heldBack(other.cookie, "/api/contacts", contact),
  ];
  const { who } = await supervisor.get("/api/session");
  const { id, name } = who;
  await office.admin.post("/api/accounts/change", { id, name, role: "agent", extension: "101" });
  for (const { finish } of deeds) finish();
  expect(await Promise.all(deeds.map(({ answer }) => answer))).toEqual(["cut off", 200]);
});

test("[L300] who ends the right they ask by is answered", async () => {
  const supervisor = await office.as("supervisor");
  const { sessions } = await supervisor.get("/api/sessions");
  const { status } = await supervisor.post("/api/sessions/revoke", { sessionId: sessions[0].id });
  expect(status).toBe(200);
  const other = await office.as("agent");
  expect((await other.post("/api/sign-out", {})).status).toBe(200);
});

/** A route whose answer goes on, or begins, when the test says so, on a server where one person is signed in. */
async function slowRoute(isLong: boolean) {
  const person = account("supervisor", null, "sue");
  let now: Principal = person;
  let tell: (ended: EndedRight) => void = () => undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  async function* rest() {
    await promise;
    yield "the rest";
  }
  const server = createHttpServer({
    routes: [
      {
        name: "slow",
        path: "/slow",
        methods: reading(staff, async () => {
          if (isLong) return { status: 200, headers: {}, body: "the first part, ", rest: rest() };
          asked.resolve();
          await promise;
          return jsonAnswer("a secret");
        }),
      },
    ],
    servePage: null,
    gatekeeper: {
      principalOf: () => now,
      subscribe(listener) {
        tell = listener;
        return () => undefined;
      },
    },
    hops: createHops([], null),
    log: createLogger("silent"),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`,
    asked: asked.promise,
    become(next: Principal) {
      now = next;
      tell({ of: "account", accountId: "sue" });
    },
    goOn: resolve,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

test("[L300] who is shut out gets no more of an answer that is being sent", async () => {
  const slow = await slowRoute(true);
  const answer = await fetch(slow.url);
  slow.become(nobody);
  await expect(answer.text()).rejects.toThrow();
  slow.close();
});

test.each([
  { next: nobody, status: 401 },
  { next: account("supervisor", "101", "sue"), status: 503 },
  { next: account("supervisor", null, "sue"), status: 200 },
])("[L300] what is still worked out when a right changes is told by the new one: $status", async ({ next, status }) => {
  const slow = await slowRoute(false);
  const answer = fetch(slow.url);
  await slow.asked;
  slow.become(next);
  slow.goOn();
  expect((await answer).status).toBe(status);
  slow.close();
});
