import { createSender } from "../ground/sender.ts";

/** What a load balancer sees of a server that is told to stop. */
export interface Readiness {
  /** From here on it must be refused: the signal has been sent. */
  signalled(): void;
  /** Resolves when the server said that it is not ready, or was gone. */
  readonly turnedAway: Promise<void>;
  /** Resolves when nobody answers any more. */
  readonly gone: Promise<readonly Said[]>;
}

export interface Said {
  readonly status: number;
  /** It was asked when the signal had been sent. */
  readonly isSignalled: boolean;
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
  let isSignalled = false;
  async function ask(): Promise<readonly Said[]> {
    const said: Said[] = [];
    for (;;) {
      const asked = { isSignalled };
      const status = await sender.send(readyCheck).then(
        (heard) => heard.status,
        () => null,
      );
      if (status !== 200) turned.resolve();
      if (status === null) break;
      said.push({ ...asked, status });
    }
    sender.close();
    return said;
  }
  const signalled = () => {
    isSignalled = true;
  };
  return { signalled, turnedAway: turned.promise, gone: ask() };
}
