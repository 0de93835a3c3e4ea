import { once } from "node:events";
import type { Server } from "node:http";
import { isIP } from "node:net";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";

/** Resolves to the address under which this machine reaches the server. Throws `StartError` when it cannot listen. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  server.listen(port, bare);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new StartError(whyNot(cause, host, port), { cause });
  }
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return `http://${reachable(bare)}:${bound}`;
}

function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return isIP(host) === 6 ? `[${host}]` : host;
}

function whyNot(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use by another program; set PORT to a free one.`;
    case "EACCES":
      return `Port ${port} may not be used without special rights; set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `HOST is ${host}, which is no address of this machine.`;
  }
  return `The server cannot listen on ${host}, port ${port}: ${reasonOf(cause)}.`;
}
