import { expect, test } from "vitest";
import { type StartFacts, startLines } from "./start-lines.ts";

const first: StartFacts = {
  url: "http://localhost:3000",
  publicUrl: null,
  addresses: ["192.168.1.20", "10.0.0.5"],
  setupCode: "ABCD-EFGH-JKMN-PQRS",
  key: { is: "fresh", text: "made-now", place: "/srv/ringside/webhook-key" },
};

test("[L400] a first start tells the set-up's link with its code, the wall, the webhook, and this machine's addresses", () => {
  expect(startLines(first)).toEqual([
    "Set-up:       http://localhost:3000/setup#code=ABCD-EFGH-JKMN-PQRS (good once, until the next start)",
    "The wall:     http://localhost:3000/wall",
    "The webhook:  http://localhost:3000/api/webhook/made-now (shown this once; until an admin has it, it is kept in /srv/ringside/webhook-key)",
    "Elsewhere:    other machines reach this one as 192.168.1.20 or 10.0.0.5, in place of localhost",
  ]);
});

test("[L400] with a public address every link is built from it, and where the server listens is told beside", () => {
  const lines = startLines({
    ...first,
    publicUrl: "https://board.example",
    setupCode: null,
    key: { is: "environment" },
  });
  expect(lines).toEqual([
    "The wall:     https://board.example/wall",
    "The webhook:  https://board.example/api/webhook/… (the key is RINGSIDE_WEBHOOK_KEY)",
    "Listening on: http://localhost:3000",
  ]);
});

test("[L400] a key that was told is told no more", () => {
  const lines = (key: StartFacts["key"]) => startLines({ ...first, addresses: [], setupCode: null, key });
  expect(lines({ is: "kept", place: "/srv/ringside/webhook-key" })).toEqual([
    "The wall:     http://localhost:3000/wall",
    "The webhook:  http://localhost:3000/api/webhook/… (the key is in /srv/ringside/webhook-key)",
  ]);
  expect(lines({ is: "hidden" }).at(-1)).toBe(
    "The webhook:  http://localhost:3000/api/webhook/… (the key is kept nowhere; http://localhost:3000/admin/connection makes a new one)",
  );
});
