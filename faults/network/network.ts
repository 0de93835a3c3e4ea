import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createLink, type Link } from "./link.ts";
import { type NetworkCondition, type NetworkFault, sound } from "./network-fault.ts";

/**
 * The network between a server on this machine and who calls it, for tests that spoil it. It stands as a port of its own;
 * what comes there goes on to the server.
 */
export interface Network {
  readonly port: number;
  /** From now on, for open connections and for new ones. */
  become(fault: NetworkFault): void;
  /** Everything flows again, what was held back included. */
  heal(): void;
  close(): Promise<void>;
}

/**
 * @param target the server's port
 * @param random from 0 to 1; decides about jitter and lost messages
 */
export async function createNetwork(target: number, random: () => number = Math.random): Promise<Network> {
  const links = new Set<Link>();
  let condition: NetworkCondition = sound;
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (near) => {
    const link = createLink({ near, target, condition, random, onGone: () => links.delete(link) });
    links.add(link);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const become = (next: NetworkCondition) => {
    condition = next;
    for (const link of links) link.become(next);
  };
  return {
    port,
    become,
    heal: () => become(sound),
    async close() {
      for (const link of links) link.reset();
      server.close();
      await once(server, "close");
    },
  };
}
