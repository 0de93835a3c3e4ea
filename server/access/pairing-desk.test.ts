import { expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createPairingDesk } from "./pairing-desk.ts";

test("[V9] however many ask, a thousand codes wait at most, and the oldest goes first", () => {
  const time = createVirtualTime(0);
  const desk = createPairingDesk(time);
  const codes = Array.from({ length: 1_001 }, () => {
    time.pass(1);
    return desk.open(null);
  });
  expect(new Set(codes.map(({ code }) => code)).size).toBe(1_001);
  const [first, second] = codes;
  expect(desk.waits(first?.code ?? "")).toBe(false);
  expect(desk.look(first?.secret ?? "")).toEqual({ is: "gone" });
  expect(desk.waits(second?.code ?? "")).toBe(true);
  expect(codes.slice(1).every(({ code }) => desk.waits(code))).toBe(true);
});

test("[V8] a secret is its own browser's: of the right code, and right to its last sign", () => {
  const desk = createPairingDesk(createVirtualTime(0));
  const { code, secret } = desk.open(null);
  for (const wrong of ["", code, `${code}.`, `${secret}A`, secret.slice(0, -1), `CCCCCC${secret.slice(6)}`]) {
    expect(desk.look(wrong)).toEqual({ is: "gone" });
    desk.open(wrong);
  }
  expect(desk.look(secret)).toEqual({ is: "pending", code, expiresAt: 600_000 });
  expect(desk.approve(code, "s1")).toBe(true);
  expect(desk.approve(code, "s2")).toBe(false);
  expect(desk.look(secret)).toEqual({ is: "approved", screenId: "s1" });
});
