/** What servers that share a database tell each other. */
export type Topic = "accounts" | "archive" | "arrivals" | "journal" | "keys" | "pairing" | "screens";

/**
 * A line between the servers that share a database. It is a hint, never the truth: what is told while a server cannot be
 * reached is lost to it, and it is told then that something may be missing.
 */
export interface Bus {
  /** To all other servers, in the order of telling; at most 7,000 bytes. Never throws, and never waits. */
  tell(topic: Topic, content: string): void;
  /** @param listener is given what another server told; null: something may have been missed */
  hear(topic: Topic, listener: (content: string | null) => void): () => void;
}
