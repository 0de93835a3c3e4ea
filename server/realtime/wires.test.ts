import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { Heartbeat, ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { createWires } from "./wires.ts";

const beat: Heartbeat = { protocol: 1, epoch: "e", version: 0, at: "", lastEventAt: null, build: "", up: 0, age: null };

/** A screen of a server that hands it to `greet`; the messages it is sent, as they come. */
async function screenGreeted(greet: (socket: Socket<ScreenToServer, ServerToScreen>) => void) {
  const http = createServer();
  const io = new Server<ScreenToServer, ServerToScreen>(http, { transports: ["websocket"], perMessageDeflate: false });
  io.on("connection", greet);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  onTestFinished(async () => {
    socket.terminate();
    await io.close();
  });
  const heard: [
    name: string,
    content: { readonly version?: number; readonly rev?: number; readonly build?: string },
  ][] = [];
  let waiting: { readonly count: number; readonly resolve: () => void } | null = null;
  socket.on("message", (message: Buffer) => {
    const text = message.toString();
    if (text.startsWith("0")) socket.send("40");
    if (text.startsWith("42")) heard.push(JSON.parse(text.slice(2)));
    if (waiting !== null && heard.length === waiting.count) waiting.resolve();
  });
  return (count: number) =>
    new Promise<typeof heard>((resolve) => {
      waiting = { count, resolve: () => resolve(heard) };
      if (heard.length === count) resolve(heard);
    });
}

test("[P21] what goes to many does not overtake what still waits for one of them", async () => {
  const wires = createWires();
  const heard = await screenGreeted((socket) => {
    const wire = wires.wireOf(socket);
    wire.tune(["everybody"]);
    wire.heartbeat({ ...beat, version: 1, build: "x".repeat(100_000) });
    wire.heartbeat({ ...beat, version: 2 });
    wires.toMany.heartbeat({ ...beat, version: 3 });
    wires.toMany.heartbeat({ ...beat, version: 4 });
  });
  expect((await heard(4)).map(([, { version }]) => version)).toEqual([1, 2, 3, 4]);
});

test("[P21] a message goes to who is tuned to its channel, and to none that is excepted", async () => {
  const wires = createWires();
  const heard = await screenGreeted((socket) => {
    const wire = wires.wireOf(socket);
    const tell = (rev: number, except: readonly string[] = []) => {
      const content = { epoch: "e", from: 0, to: 1, at: "", rev, lastEventAt: null };
      wires.toMany.post({ to: "agents", except, kind: "delta", content });
    };
    wire.tune(["agents", "agent 202"]);
    tell(1);
    tell(2, ["agent 202"]);
    tell(3, ["agent 203"]);
    wire.tune(["agent 202"]);
    tell(4);
    wire.tune(["agents"]);
    tell(5, ["agent 202"]);
  });
  expect((await heard(3)).map(([name, { rev }]) => [name, rev])).toEqual([
    ["delta", 1],
    ["delta", 3],
    ["delta", 5],
  ]);
});

test("[P21] messages of every length arrive whole, and none after the screen has left", async () => {
  const wires = createWires();
  const edges = [...new Array(31).keys(), ...Array.from({ length: 24 }, (_, more) => 65_410 + 2 * more), 200_000];
  const builds = edges.map((length) => `${"ž".repeat(length % 7)}${"x".repeat(length)}`);
  const heard = await screenGreeted((socket) => {
    wires.wireOf(socket).tune(["everybody"]);
    for (const build of builds) wires.toMany.heartbeat({ ...beat, build });
    socket.disconnect(true);
    wires.toMany.heartbeat({ ...beat, build: "late" });
  });
  expect((await heard(builds.length)).map(([, { build }]) => build)).toEqual(builds);
});
