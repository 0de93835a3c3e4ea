import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs `work` while no other process runs work of the same name; waits for its turn.
 *
 * The turn is a listening socket, which the system closes when its owner ends, however it ends: no lock outlives a
 * crash, and nobody has to guess whether a process id is still the same process.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {() => void} onWait called once, when somebody else is at work
 * @returns {Promise<T>}
 */
export async function alone(name, work, onWait) {
  const address = addressOf(name);
  let waited = false;
  for (;;) {
    const release = await take(address);
    if (release !== null) {
      try {
        return await work();
      } finally {
        await release();
      }
    }
    if (!waited) onWait();
    waited = true;
    await ownerGone(address);
  }
}

/** @param {string} name */
function addressOf(name) {
  const key = createHash("sha256").update(name).digest("hex").slice(0, 32);
  // Linux has names that are not files and vanish with their owner; elsewhere the socket is a file.
  return process.platform === "linux" ? `\0ringside-${key}` : join(tmpdir(), `ringside-${key}.sock`);
}

/**
 * @param {string} address
 * @returns {Promise<(() => Promise<void>) | null>} null when somebody has it
 */
function take(address) {
  return new Promise((resolve, reject) => {
    /** @type {Set<import("node:net").Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on("error", () => socket.destroy());
    });
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(address, () =>
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of waiting) socket.destroy();
          }),
      ),
    );
  });
}

/**
 * Resolves when the owner has let go, by itself or by dying.
 *
 * @param {string} address
 * @returns {Promise<void>}
 */
function ownerGone(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.on("error", (error) => {
      // A socket file whose owner is dead refuses: it is in the way of everybody.
      if ("code" in error && error.code === "ECONNREFUSED" && !address.startsWith("\0"))
        rmSync(address, { force: true });
    });
    socket.once("close", () => resolve());
    socket.resume();
  });
}
