import { expect, test } from "vitest";
import type { PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { followErasure } from "./follow-erasure.ts";

type State = Pick<PrivacyAnswer, "erasing" | "erased">;

const former = { at: 1, pseudonym: "erased-abcdefgh", calls: 2 };
const latest = { at: 2, pseudonym: "erased-ijklmnop", calls: 3 };

/** What the server tells, one after the other; null: it is away. */
async function following(before: State["erased"], ...told: (State | null)[]) {
  let pauses = 0;
  const ask = async () => {
    const state = told.shift();
    if (state) return state;
    throw new Error("the server is away");
  };
  const erased = await followErasure(before, ask, async () => {
    pauses += 1;
  });
  return { erased, pauses };
}

test("[E802] an erasure that takes longer than its answer may is followed to its end, also while the server is away", async () => {
  const busy = { erasing: true, erased: former };
  const ended = { erasing: false, erased: latest };
  expect(await following(former, busy, null, busy, ended)).toEqual({ erased: latest, pauses: 3 });
  expect(await following(null, ended)).toEqual({ erased: latest, pauses: 0 });
});

test("[E802] of an erasure in which a server was stopped nothing is claimed", async () => {
  const anew = { erasing: false, erased: null };
  expect((await following(former, { erasing: true, erased: former }, anew)).erased).toBeNull();
  expect((await following(former, { erasing: false, erased: former })).erased).toBeNull();
});
