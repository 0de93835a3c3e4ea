import { Client, type ClientConfig } from "pg";

/** A connection that listens, and is made anew whenever it is lost. */
export interface StandingLine {
  /** Resolves once it listens for the first time. */
  start(): Promise<void>;
  close(): void;
}

export interface StandingLineParts {
  readonly connection: ClientConfig;
  /** Of NOTIFY. */
  readonly channel: string;
  readonly onNotice: (payload: string) => void;
  /** It listens, for the first time or again: what was told before was not heard. */
  readonly onStanding: () => void;
  readonly onLost: () => void;
}

/** How often it is asked whether it still stands, ms; a dead one says nothing by itself. */
const CHECK_MS = 1_000;
/** ms in which it must answer. */
const CHECK_PATIENCE_MS = 2_000;
const RETRY_FIRST_MS = 100;
const RETRY_MOST_MS = 2_000;

export function createStandingLine(parts: StandingLineParts): StandingLine {
  let standing: Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let retryAfter = RETRY_FIRST_MS;
  let closed = false;

  async function connect(): Promise<void> {
    const client = new Client({ ...parts.connection, query_timeout: CHECK_PATIENCE_MS });
    // A lost connection may say so more than once, and long after it was given up.
    client.on("error", () => lose(client));
    client.on("end", () => lose(client));
    client.on("notification", ({ payload }) => parts.onNotice(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${parts.channel}`);
    } catch (cause) {
      discard(client);
      throw cause;
    }
    if (closed) return discard(client);
    standing = client;
    retryAfter = RETRY_FIRST_MS;
    checkLater(client);
    parts.onStanding();
  }

  function later(ms: number, run: () => void): void {
    timer = setTimeout(run, ms).unref();
  }

  function checkLater(client: Client): void {
    const check = () =>
      client.query("SELECT 1").then(
        () => standing === client && checkLater(client),
        () => lose(client),
      );
    later(CHECK_MS, () => void check());
  }

  function lose(client: Client): void {
    if (standing !== client) return;
    standing = null;
    if (timer) clearTimeout(timer);
    discard(client);
    if (closed) return;
    parts.onLost();
    retryLater();
  }

  function retryLater(): void {
    later(retryAfter, () => {
      connect().catch(() => {
        retryAfter = Math.min(RETRY_MOST_MS, retryAfter * 2);
        if (!closed) retryLater();
      });
    });
  }

  return {
    start: connect,
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      const client = standing;
      standing = null;
      if (client) discard(client);
    },
  };
}

/** Nobody waits for the goodbye: a dead connection would never answer it. */
function discard(client: Client): void {
  client.end().catch(() => undefined);
}
