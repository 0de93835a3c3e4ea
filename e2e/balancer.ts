import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands before several servers as a load balancer does: each connection goes to the next one that takes it. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** @param targets the servers' ports */
export async function createBalancer(targets: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer({ pauseOnConnect: true }, (near) => {
    open.add(near);
    near.on("error", () => near.destroy()).on("close", () => open.delete(near));
    turn += 1;
    passOn(near, [...targets.slice(turn % targets.length), ...targets.slice(0, turn % targets.length)]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** To the first of them that takes it. */
function passOn(near: Socket, [first, ...others]: readonly number[]): void {
  if (first === undefined) {
    near.destroy();
    return;
  }
  const far = connect(first, "127.0.0.1");
  const refused = () => passOn(near, others);
  far.once("error", refused);
  far.once("connect", () => {
    far.off("error", refused);
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    near.pipe(far);
    far.pipe(near);
  });
}
