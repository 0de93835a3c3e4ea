import { expect, test } from "vitest";
import { words } from "./words.ts";

test("[W10] the last line says how many queues it stands for, and the worst of them", () => {
  const rest = { queues: 4, waiting: 9, longestWaitSince: "2026-03-02T12:00:00.000Z" };
  expect(words.queues.rest(rest, { figure: "0:48", unit: null })).toBe("+ 4 queues, 9 waiting, longest 0:48");
  expect(words.queues.rest({ ...rest, queues: 1, waiting: 0 }, null)).toBe("+ 1 queue, nobody waiting");
});

test("[W5] no word claims that somebody is free, logged in or away: the feed does not say", () => {
  const said = JSON.stringify(words, (_key, value) => (typeof value === "function" ? String(value) : value));
  expect(said).not.toMatch(/\b(free|available|logged|signed|idle|pause|away)\b(?!":)/i);
});
