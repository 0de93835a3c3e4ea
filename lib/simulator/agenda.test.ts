import fc from "fast-check";
import { expect, test } from "vitest";
import { createAgenda } from "./agenda.ts";

test("[S1] what is due comes out by time, and of two at one instant the first one added", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (instants) => {
      const agenda = createAgenda<number>();
      for (const [order, at] of instants.entries()) agenda.add(at, order);
      const expected = [...instants.entries()].sort(([, left], [, right]) => left - right).map(([order]) => order);
      const taken: number[] = [];
      for (let next = agenda.take(); next !== null; next = agenda.take()) taken.push(next.item);
      expect(taken).toEqual(expected);
      expect(agenda.nextAt()).toBeNull();
    }),
  );
});

test("[S1] adding while taking keeps the order", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(9), take: fc.boolean() })), (steps) => {
      const agenda = createAgenda<number>();
      const left: number[] = [];
      for (const { at, take } of steps) {
        agenda.add(at, at);
        left.push(at);
        left.sort((one, other) => one - other);
        if (!take) continue;
        expect(agenda.nextAt()).toBe(left[0]);
        expect(agenda.take()?.item).toBe(left.shift());
      }
    }),
  );
});
