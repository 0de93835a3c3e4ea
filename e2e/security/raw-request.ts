import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks for that path to the letter: `fetch` would put it in order. */
export function ask(url: string, path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Told> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (answer) => {
      let text = "";
      for await (const part of answer.setEncoding("utf8")) text += part;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    sent.on("error", reject).end(body);
  });
}

/** Sends bytes, and hands back all that comes until the other side closes; null where it does not within the time. */
export async function converse(url: string, bytes: string | Buffer, patience = 20_000): Promise<string | null> {
  const { hostname, port } = new URL(url);
  const wire = connect({ host: hostname, port: Number(port), allowHalfOpen: false });
  let heard = "";
  wire.setEncoding("latin1").on("data", (text: string) => {
    heard += text;
  });
  wire.on("error", () => wire.destroy());
  wire.write(bytes, "latin1");
  const timer = setTimeout(() => wire.destroy(new Error("late")), patience);
  let late = false;
  wire.once("error", ({ message }) => {
    late = message === "late";
  });
  await once(wire, "close").catch(() => undefined);
  clearTimeout(timer);
  return late ? null : heard;
}
