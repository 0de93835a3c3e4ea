import { createSender } from "../ground/sender.ts";

/** What a load balancer sees of a server that is told to stop. */
export interface Readiness {
  /** Resolves when the server said that it is not ready, or was gone. */
  readonly turnedAway: Promise<void>;
  /** Resolves when nobody answers any more. */
  readonly gone: Promise<readonly number[]>;
}

const readyCheck = {
  method: "GET",
  path: "/api/health?check=ready",
  contentType: null,
  body: null,
  isIn: () => false,
} as const;

/** Asks again and again over one connection, until nobody answers. */
export function watchReadiness(url: string): Readiness {
  const sender = createSender(url, 1);
  const turned = Promise.withResolvers<void>();
  async function ask(): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (;;) {
      const status = await sender.send(readyCheck).then(
        (heard) => heard.status,
        () => null,
      );
      if (status !== 200) turned.resolve();
      if (status === null) break;
      statuses.push(status);
    }
    sender.close();
    return statuses;
  }
  return { turnedAway: turned.promise, gone: ask() };
}
