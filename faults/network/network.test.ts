import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNetwork, type Network } from "./network.ts";

/** Answers what it hears with the same. */
const echo = createServer((socket) => {
  served.add(socket);
  socket.on("error", () => undefined);
  socket.pipe(socket);
});
const served = new Set<Socket>();
let network: Network;

beforeEach(async () => {
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  network = await createNetwork(echoPort());
});

afterEach(async () => {
  await network.close();
  echo.close();
  served.clear();
});

function echoPort(): number {
  return (echo.address() as AddressInfo).port;
}

/** Somebody at the near end, and all that was heard there. */
async function dial() {
  const socket = connect(network.port, "127.0.0.1").setEncoding("utf8");
  const end = { socket, heard: "", pieces: 0, isGone: false };
  socket.on("error", () => undefined);
  socket.on("data", (text) => {
    end.heard += text;
    end.pieces += 1;
  });
  socket.on("close", () => {
    end.isGone = true;
  });
  await once(socket, "connect");
  return end;
}

/** Dials, and is answered. */
async function talk() {
  const end = await dial();
  end.socket.write("hello");
  await expect.poll(() => end.heard).toBe("hello");
  end.heard = "";
  end.pieces = 0;
  return end;
}

/** A round trip past the network: time enough for what was not held back. */
async function lookBeside(): Promise<void> {
  const beside = connect(echoPort(), "127.0.0.1");
  beside.write("x");
  await once(beside, "data");
  beside.destroy();
}

describe("the network between who calls and the server", () => {
  test("[F50] sound, it carries bytes both ways, and that an end is reached", async () => {
    const { socket } = await talk();
    socket.end("bye");
    await once(socket, "close");
    expect(socket.errored).toBeNull();
  });

  test("[F50] a black hole lets nothing through and breaks nothing; healed, all of it arrives", async () => {
    const early = await talk();
    network.become({ is: "black-hole" });
    const late = await dial();
    early.socket.write("during");
    late.socket.write("late");
    await lookBeside();
    expect([early.heard, late.heard, early.isGone]).toEqual(["", "", false]);
    network.heal();
    await expect.poll(() => [early.heard, late.heard]).toEqual(["during", "late"]);
  });

  test("[F50] a black hole tells nobody that the other end is gone", async () => {
    const { socket } = await talk();
    const [far] = served;
    network.become({ is: "black-hole" });
    socket.resetAndDestroy();
    await lookBeside();
    expect(far?.destroyed).toBe(false);
    network.heal();
    await expect.poll(() => far?.destroyed).toBe(true);
  });

  test("[F50] reset, every connection breaks, and a new one is sound", async () => {
    const end = await talk();
    network.become({ is: "reset" });
    await expect.poll(() => end.isGone).toBe(true);
    await talk();
  });

  test("[F50] down, every connection breaks, and so does each new one", async () => {
    const end = await talk();
    network.become({ is: "down" });
    await expect.poll(() => end.isGone).toBe(true);
    const next = connect(network.port, "127.0.0.1");
    next.on("error", () => undefined);
    await new Promise((resolve) => next.once("close", resolve));
    network.heal();
    await talk();
  });

  test("[F50] latency holds every byte back for its time, in order, and is gone with its healing", async () => {
    const end = await talk();
    network.become({ is: "latency", ms: 40, jitter: 40 });
    const start = performance.now();
    const said = Array.from({ length: 20 }, (_, n) => `${n},`);
    for (const piece of said) {
      end.socket.write(piece);
      await new Promise(setImmediate);
    }
    await expect.poll(() => end.heard).toBe(said.join(""));
    expect(performance.now() - start).toBeGreaterThanOrEqual(80);
    network.become({ is: "latency", ms: 3_600_000, jitter: 0 });
    end.socket.write("!");
    await lookBeside();
    expect(end.heard.at(-1)).toBe(",");
    network.heal();
    await expect.poll(() => end.heard.at(-1)).toBe("!");
  });

  test("[F50] a narrow line carries no more than it can", async () => {
    const end = await talk();
    network.become({ is: "bandwidth", bytesPerSecond: 100_000 });
    const start = performance.now();
    end.socket.write("x".repeat(20_000));
    await expect.poll(() => end.heard.length).toBe(20_000);
    // Each way takes 200 ms, less the first piece, which goes at once.
    expect(performance.now() - start).toBeGreaterThanOrEqual(180);
  });

  test("[F50] sliced, the same bytes come in small pieces", async () => {
    const end = await talk();
    network.become({ is: "slicer", bytes: 10, pause: 2 });
    const said = Array.from({ length: 100 }, (_, n) => n).join(" ");
    end.socket.write(said);
    await expect.poll(() => end.heard).toBe(said);
    expect(end.pieces).toBeGreaterThan(3);
  });

  test("[F50] limited, a connection breaks after its share, and each new one again", async () => {
    network.become({ is: "limit", bytes: 1_000 });
    for (const end of [await dial(), await dial()]) {
      end.socket.write("x".repeat(900));
      await expect.poll(() => end.heard.length).toBe(900);
      end.socket.write("x".repeat(200));
      await expect.poll(() => end.isGone).toBe(true);
    }
  });

  test("[F50] slow to close, the server's end is gone and the other learns of it late", async () => {
    const end = await talk();
    const [far] = served;
    network.become({ is: "slow-close", ms: 3_600_000 });
    await expect.poll(() => far?.destroyed).toBe(true);
    await lookBeside();
    expect(end.isGone).toBe(false);
    network.heal();
    await expect.poll(() => end.isGone).toBe(true);

    await talk();
    const start = performance.now();
    const other = await talk();
    network.become({ is: "slow-close", ms: 50 });
    await expect.poll(() => other.isGone).toBe(true);
    expect(performance.now() - start).toBeGreaterThanOrEqual(49);
  });

  test("[F50] who reads nothing makes who sends wait", async () => {
    const end = await talk();
    network.become({ is: "bandwidth", bytesPerSecond: 1 });
    const [far] = served;
    far?.unpipe();
    far?.write(Buffer.alloc(50_000_000));
    await lookBeside();
    expect(far?.writableLength).toBeGreaterThan(30_000_000);
    expect(end.heard.length).toBeLessThan(10);
  });
});
