import fc from "fast-check";
import { expect, test } from "vitest";
import { figureNames } from "#lib/report/figure-names.ts";
import { randomHistory, type Step } from "#lib/testing/random-history.ts";
import { account, openSightServer, type SightServer } from "./sight-under-test.ts";

const phone = "201";
const agent = account("agent", phone, "id-ana");
const admin = account("admin", null, "id-di");
const callers = ["05552221133", "05559998877"];

/** Numbers of the calls that rang at the phone, were answered or dialled there, and of the rows that are the agent's. */
async function ownNumbers(server: SightServer): Promise<string> {
  const calls = JSON.parse((await server.ask(admin, `/api/calls?agent=${phone}&limit=1000`)).text).calls;
  const rows = [...server.state().missed.values()].filter(
    (row) => row.rang.includes(phone) || row.claimedById === "id-ana",
  );
  return [...calls, ...rows].map(({ caller }) => caller).join(" ");
}

async function everyAnswer(server: SightServer): Promise<readonly string[]> {
  const calls = JSON.parse((await server.ask(admin, "/api/calls?limit=1000")).text).calls;
  const rows = [...server.state().missed.values()].map(({ id }) => id);
  const paths = [
    "/api/board",
    "/api/calls",
    "/api/calls.csv",
    "/api/directory",
    `/api/desk?extension=${phone}`,
    "/api/desk?extension=202",
    ...calls.map(({ id, startedAt }: { id: string; startedAt: string }) => `/api/call?id=${id}&started=${startedAt}`),
    ...figureNames.flatMap((name) => [`/api/figures/${name}`, `/api/figures/${name}?agent=202`]),
    ...rows.map((id) => `/api/figures/missed-row?row=${id}`),
    ...callers.flatMap((caller) => [
      `/api/callers?numbers=${caller}`,
      `/api/calls?caller=${caller}`,
      `/api/figures/caller-missed?caller=${caller}`,
    ]),
  ];
  return Promise.all(paths.map(async (path) => (await server.ask(agent, path)).text));
}

async function serverAfter(steps: readonly Step[], claims: boolean): Promise<SightServer> {
  const server = await openSightServer();
  let at = 0;
  for (const { after, delivery } of steps) {
    at += after;
    await server.tell(at, delivery);
  }
  const row = server.state().missed.values().next().value;
  if (claims && row !== undefined) {
    await server.ask(agent, "/api/missed", { id: row.id, deed: "claim", by: "Ana", note: null, seen: row.changes });
  }
  return server;
}

test("[I6] no answer to an agent holds a number that is not of the agent's own calls and rows, for any history", async () => {
  let looked = 0;
  await fc.assert(
    fc.asyncProperty(randomHistory, fc.boolean(), async (steps, claims) => {
      const server = await serverAfter(steps, claims);
      const own = await ownNumbers(server);
      const foreign = callers.filter((caller) => !own.includes(caller));
      looked += foreign.length;
      for (const answer of await everyAnswer(server)) {
        for (const number of foreign) {
          // Whoever asked for it knows it already.
          expect(answer.replaceAll(`"number":"${number}"`, "")).not.toContain(number.slice(-7));
        }
      }
      server.close();
    }),
    { numRuns: 40 },
  );
  expect(looked).toBeGreaterThan(10);
});
