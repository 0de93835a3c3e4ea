import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Masking } from "#lib/board/site-settings.ts";
import { liveCall, missedCaller } from "#lib/testing/board-records.ts";
import { hiddenDigits, holdsNumber, isOutside, maskCall, maskMissed, maskNumber } from "./mask.ts";

describe("a masked number", () => {
  test.each<{ number: string; masking: Masking; shown: string }>([
    { number: "05552221133", masking: "none", shown: "•••" },
    { number: "05552221133", masking: "last-three", shown: "•••133" },
    { number: "+420 555 222 133", masking: "last-three", shown: "•••133" },
    { number: "05552221133", masking: "all", shown: "05552221133" },
    { number: "555221", masking: "last-three", shown: "•••" },
    { number: "117", masking: "none", shown: "•••" },
    { number: "sip:bob@example.com", masking: "last-three", shown: "•••" },
    { number: "", masking: "none", shown: "" },
    { number: "", masking: "last-three", shown: "" },
  ])("[M1] $number, $masking: $shown", ({ number, masking, shown }) => {
    expect(maskNumber(number, masking)).toBe(shown);
  });

  test("[M1] any two numbers with the same last three digits look the same, however long they are and are spelt", () => {
    const number = fc.stringMatching(/^\+?[0-9 ()-]{8,20}133$/).filter((text) => text.replace(/\D/g, "").length > 6);
    fc.assert(
      fc.property(number, (text) => {
        expect(maskNumber(text, "none")).toBe(hiddenDigits);
        expect(maskNumber(text, "last-three")).toBe(`${hiddenDigits}133`);
      }),
    );
  });
});

describe("what tells a number", () => {
  test.each([
    { text: "+420 5552 221 133", number: "05552221133", holds: true },
    { text: "line 0555-222-1133 (main)", number: "00905552221133", holds: true },
    { text: "DID-420222000320", number: "05552221133", holds: false },
    { text: "Bob@Example.com", number: "bob@example.com", holds: true },
    { text: "117", number: "117", holds: false },
    { text: "anything", number: "", holds: false },
  ])("[M2] $text tells $number: $holds", ({ text, number, holds }) => {
    expect(holdsNumber(text, number)).toBe(holds);
  });
});

test.each([
  { number: "117", outside: false },
  { number: "800123", outside: false },
  { number: "0777123456", outside: true },
  { number: "+420 777 12", outside: true },
])("[M2] $number is a number of the world outside: $outside", ({ number, outside }) => {
  expect(isOutside(number)).toBe(outside);
});

describe("what is masked of a record", () => {
  const caller = "05552221133";

  test("[M2] a call loses its caller's name, and every text that tells the number; what is the company's own stays", () => {
    const call = liveCall({
      caller,
      callerName: "Ana",
      did: "Sales line",
      queue: "820",
      ringing: ["201"],
      agent: "202",
    });
    const masked = maskCall(call, "last-three");
    expect(masked).toEqual({ ...call, caller: "•••133", callerName: null });
    const telling = { did: "call from +90 555 222 1133", ivr: caller, queue: caller, agent: caller };
    const told = maskCall({ ...call, ...telling, ringing: [caller, "201"] }, "none");
    expect(told).toMatchObject({ did: null, ivr: null, queue: null, agent: null, ringing: ["201"] });
  });

  test("[M2] a row loses what people wrote down of the caller", () => {
    const resolution = {
      how: "by-hand",
      at: "2026-03-02T12:00:00.000Z",
      by: "Ana",
      callId: null,
      verdict: "done",
      note: "Bob, 0555 222 1133",
    } as const;
    const attempts = [{ at: "2026-03-02T12:00:00.000Z", by: "Ana", note: "Bob is out" }];
    const row = missedCaller({
      id: "260302120000_1@0",
      caller,
      callerName: "Bob",
      resolution,
      attempts,
      rang: ["201", caller],
      claimedBy: "Lin",
    });
    const masked = maskMissed(row, "none");
    expect(masked).toMatchObject({ caller: "•••", callerName: null, claimedBy: "Lin", rang: ["201"] });
    expect(JSON.stringify(masked)).not.toMatch(/Bob|1133/);
  });

  test("[M1] where all of a number may be shown, the name still is not", () => {
    const call = liveCall({ caller, callerName: "Ana", did: caller });
    expect(maskCall(call, "all")).toEqual({ ...call, callerName: null });
  });
});
