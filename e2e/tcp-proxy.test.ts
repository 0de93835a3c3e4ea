import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNetwork, type Network } from "./tcp-proxy.ts";

const echo = createServer((socket) => socket.pipe(socket));
let network: Network;

beforeEach(async () => {
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  network = await createNetwork((echo.address() as AddressInfo).port);
});

afterEach(async () => {
  await network.close();
  echo.close();
});

async function dial() {
  const socket = connect(network.port, "127.0.0.1").setEncoding("utf8");
  await once(socket, "connect");
  return socket;
}

describe("the network between screen and server", () => {
  test("[T9] it carries bytes both ways", async () => {
    const socket = await dial();
    socket.write("hello");
    expect(await once(socket, "data")).toEqual(["hello"]);
  });

  test("[T9] lost, nothing arrives and nothing breaks; healed, all of it arrives", async () => {
    const socket = await dial();
    socket.write("before ");
    await once(socket, "data");
    network.lose();
    let heard = "";
    socket.on("data", (text) => {
      heard += text;
    });
    const late = await dial();
    socket.write("during");
    late.write("late");
    // A round trip past the lost network: time enough for an echo that was not held back.
    const beside = connect((echo.address() as AddressInfo).port, "127.0.0.1");
    beside.write("x");
    await once(beside, "data");
    beside.destroy();
    expect([heard, socket.destroyed]).toEqual(["", false]);
    network.heal();
    expect(await once(late, "data")).toEqual(["late"]);
    await expect.poll(() => heard).toBe("during");
  });

  test("[T9] cut, every connection breaks, and a new one is possible", async () => {
    const socket = await dial();
    network.cut();
    await once(socket, "close");
    const next = await dial();
    next.write("again");
    expect(await once(next, "data")).toEqual(["again"]);
  });
});
