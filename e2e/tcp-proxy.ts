import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * The network between a screen and the server, for tests that lose it. It stands as a port of its own; what comes to
 * it goes on to `target`, on this machine.
 */
export interface Network {
  readonly port: number;
  /** From now on nothing arrives, in either direction, and nobody is told: sockets stay open, as with a pulled cable. */
  lose(): void;
  /** Everything flows again, what was sent meanwhile included. */
  heal(): void;
  /** All connections break at once, and new ones are possible. */
  cut(): void;
  close(): Promise<void>;
}

export async function createNetwork(target: number): Promise<Network> {
  const links = new Set<Link>();
  let lost = false;
  const server = createServer({ pauseOnConnect: true }, (screen) => {
    const link = createLink(screen, target);
    links.add(link);
    screen.on("close", () => links.delete(link));
    if (!lost) link.open();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    port,
    lose() {
      lost = true;
      for (const link of links) link.hold();
    },
    heal() {
      lost = false;
      for (const link of links) link.open();
    },
    cut() {
      for (const link of links) link.destroy();
    },
    async close() {
      for (const link of links) link.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

interface Link {
  open(): void;
  hold(): void;
  destroy(): void;
}

/** Both ends of one connection. The server's end is opened late: while the network is lost it must not learn of it. */
function createLink(screen: Socket, target: number): Link {
  let server: Socket | null = null;
  let held = true;

  const begin = () => {
    const far = connect(target, "127.0.0.1");
    join(screen, far);
    join(far, screen);
    return far;
  };
  /** What `from` sends, or its end, reaches `to`; while the link is held, it waits. */
  const join = (from: Socket, to: Socket) => {
    from.on("data", (bytes) => {
      if (!to.write(bytes)) from.pause();
    });
    to.on("drain", () => {
      if (!held) from.resume();
    });
    from.on("error", () => from.destroy());
    from.on("close", (broken) => (broken ? to.destroy() : to.end()));
  };

  return {
    open() {
      held = false;
      server ??= begin();
      screen.resume();
      server.resume();
    },
    hold() {
      held = true;
      screen.pause();
      server?.pause();
    },
    destroy() {
      screen.destroy();
      server?.destroy();
    },
  };
}
