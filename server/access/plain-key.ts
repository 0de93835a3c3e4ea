import type { KeyFile } from "#server/config/webhook-key.ts";
import type { AccessDatabase } from "./access-database.ts";

/** Where the webhook's key stands in plain text until an admin has it. */
export interface PlainKey {
  /** As people are told of it. */
  readonly place: string;
  /** null where it is not, or no longer. Rejects with `StartError` where there is something else. */
  read(): Promise<string | null>;
  /** Rejects where it cannot be written, or is there already. */
  write(key: string): Promise<void>;
  /** Rejects where it is there and stays. */
  remove(): Promise<void>;
}

export function plainKeyIn(file: KeyFile): PlainKey {
  return {
    place: file.path,
    read: async () => file.read(),
    write: async (key) => file.write(key),
    remove: async () => file.remove(),
  };
}

/** Where each of several servers finds it: an admin may ask any of them. */
export function sharedPlainKey(database: AccessDatabase): PlainKey {
  return {
    place: "the database",
    async read() {
      const [row] = await database.all<{ text: string }>("SELECT text FROM webhook_key_text");
      return row?.text ?? null;
    },
    write: (key) => database.run("INSERT INTO webhook_key_text (text) VALUES (?)", [key]),
    remove: () => database.run("DELETE FROM webhook_key_text"),
  };
}
