import { expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { latePart } from "./late-part.ts";

/** A part that the network brings once it is there, and how often it was asked for. */
function createLatePart() {
  const time = createVirtualTime(0);
  const network = { isThere: false, asked: [] as number[] };
  const part = latePart(async () => {
    network.asked.push(time.now());
    if (!network.isThere) throw new Error("the network is lost");
    return "part";
  }, time.after);
  const pass = async (ms: number) => {
    time.pass(ms);
    await turns();
  };
  return { network, part, pass, waiting: time.waiting };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

test("[W74] what a lost network kept from a page is asked for until it is there, and no more then", async () => {
  const { network, part, pass, waiting } = createLatePart();
  const loaded = part();
  await turns();
  await pass(10_000);
  await pass(10_000);
  network.isThere = true;
  await pass(10_000);
  expect(await loaded).toBe("part");
  expect(waiting()).toBe(0);
  expect(network.asked).toEqual([0, 10_000, 20_000, 30_000]);
});

test("[W74] it is loaded once, whoever asks, and not before", async () => {
  const { network, part } = createLatePart();
  network.isThere = true;
  expect(network.asked).toEqual([]);
  expect(await Promise.all([part(), part()])).toEqual(["part", "part"]);
  expect(await part()).toBe("part");
  expect(network.asked).toEqual([0]);
});
