import { afterEach, expect, test } from "vitest";
import { nobody } from "#lib/access/principal.ts";
import type { Logger } from "#server/log.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";
import { listen } from "./listen.ts";
import { reading } from "./route.ts";

const endings: (() => unknown)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

test("[H43] what fails on the server is answered with a name under which the log tells of it, without the address", async () => {
  const told: unknown[] = [];
  const server = createHttpServer({
    routes: [
      {
        name: "the broken one",
        path: "/api/broken/*",
        methods: reading("anyone", () => {
          throw new Error("a bug");
        }),
      },
    ],
    servePage: null,
    gatekeeper: { principalOf: () => nobody, subscribe: () => () => undefined },
    hops: createHops([], null),
    log: { error: (fields: unknown, words: string) => told.push([fields, words]) } as unknown as Logger,
  });
  endings.push(() => server.close());
  const url = await listen(server, "127.0.0.1", 0);
  const answers = await Promise.all([1, 2].map(() => fetch(`${url}/api/broken/0555123456?key=secret`)));
  expect(answers.map(({ status }) => status)).toEqual([500, 500]);
  const names = await Promise.all(
    answers.map(async (answer) => /tells of ([0-9a-f]{12})\./.exec(await answer.text())?.[1]),
  );
  expect(new Set(names).size).toBe(2);
  const lines = names.map((request) => [
    { err: expect.any(Error), request, method: "GET", route: "the broken one" },
    "a request could not be answered",
  ]);
  expect(told).toHaveLength(2);
  expect(told).toEqual(expect.arrayContaining(lines));
});
