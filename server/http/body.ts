import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly is: "complete"; readonly bytes: Buffer }
  | { readonly is: "too-large" }
  /** The sender went away, or was too slow; nobody waits for an answer. */
  | { readonly is: "cut-off" };

/** Reads at most `limit` bytes; beyond it nothing more is read. */
export function readBody(message: IncomingMessage, limit: number): Promise<Body> {
  const announced = Number(message.headers["content-length"] ?? 0);
  if (announced > limit) return Promise.resolve({ is: "too-large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        message.pause();
        message.removeAllListeners("data");
        resolve({ is: "too-large" });
        return;
      }
      chunks.push(chunk);
    });
    message.on("end", () => resolve({ is: "complete", bytes: oneOf(chunks) }));
    message.on("close", () => resolve({ is: "cut-off" }));
    message.on("error", () => resolve({ is: "cut-off" }));
  });
}

function oneOf(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i;

/** The encoding that a `Content-Type` declares; null when it declares none. */
export function charsetOf(contentType: string | null): string | null {
  return contentType === null ? null : (charset.exec(contentType)?.[1] ?? null);
}
