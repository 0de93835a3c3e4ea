import { fork } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own, so that it and the load do not take turns on one event loop. */
export interface ServerProcess {
  readonly url: URL;
  /** CPU it has used so far, on all its threads, in seconds. */
  cpuSeconds(): Promise<number>;
  /** Memory it has held at most so far, in bytes. */
  mostMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** What the child tells its parent. */
export type ChildMessage =
  | { readonly is: "listening"; readonly url: string }
  | { readonly is: "used"; readonly cpuSeconds: number; readonly mostMemory: number };

/** @param file the child's program, below this folder */
export type StartServer = (file: string, ...args: readonly string[]) => Promise<ServerProcess>;

/** Does what needs servers, and stops those that were started, however it ends. */
export async function withServers<Result>(work: (start: StartServer) => Promise<Result>): Promise<Result> {
  const servers: ServerProcess[] = [];
  try {
    return await work(async (file, ...args) => {
      const server = await startServer(file, args);
      servers.push(server);
      return server;
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function startServer(file: string, args: readonly string[]): Promise<ServerProcess> {
  // What it says is for people: stdout is the table's.
  const child = fork(new URL(file, import.meta.url), [...args], { stdio: ["ignore", 2, 2, "ipc"] });
  const exited = once(child, "exit");

  async function told<Kind extends ChildMessage["is"]>(kind: Kind): Promise<Extract<ChildMessage, { is: Kind }>> {
    const gone = exited.then(() => Promise.reject(new Error(`${file} ended too early`)));
    const [message] = await Promise.race([once(child, "message"), gone]);
    if (!isOf(message, kind)) throw new Error(`${file} did not say ${kind}`);
    return message;
  }

  function used() {
    child.send("used");
    return told("used");
  }

  const { url } = await told("listening");
  return {
    url: new URL(url),
    cpuSeconds: async () => (await used()).cpuSeconds,
    mostMemory: async () => (await used()).mostMemory,
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}

function isOf<Kind extends ChildMessage["is"]>(
  message: ChildMessage,
  kind: Kind,
): message is Extract<ChildMessage, { is: Kind }> {
  return message.is === kind;
}
