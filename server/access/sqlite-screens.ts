import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { z } from "zod";
import { openAccessDatabase } from "./access-database.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS screens (
    id TEXT PRIMARY KEY,
    token BLOB UNIQUE,
    name TEXT NOT NULL,
    board TEXT NOT NULL,
    look TEXT NOT NULL,
    expires_at INTEGER,
    approved_at INTEGER NOT NULL,
    approved_by TEXT NOT NULL,
    seen_at INTEGER,
    away_since INTEGER,
    status TEXT
  ) STRICT;
`;

const columns = {
  name: "name",
  board: "board",
  look: "look",
  expiresAt: "expires_at",
  approvedAt: "approved_at",
  approvedBy: "approved_by",
  seenAt: "seen_at",
  awaySince: "away_since",
  status: "status",
} as const satisfies Record<keyof Omit<KeptScreen, "id">, string>;

type Column = keyof typeof columns;

const names = Object.keys(columns) as Column[];

const SELECT = `SELECT id, ${names.map((name) => `${columns[name]} AS ${name}`).join(", ")} FROM screens`;

/** @param path of the access database. Throws `StartError`. */
export function createSqliteScreens(path: string): ScreenStore {
  const database = openAccessDatabase(path);
  database.exec(SCHEMA);
  const all = database.prepare(`${SELECT} ORDER BY lower(name), id`);
  const one = database.prepare(`${SELECT} WHERE id = ?`);
  const ofToken = database.prepare(`${SELECT} WHERE token = ?`);
  const insert = database.prepare(
    `INSERT INTO screens (id, ${names.map((name) => columns[name]).join(", ")}) VALUES (?${", ?".repeat(names.length)})`,
  );
  const token = database.prepare("UPDATE screens SET token = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM screens WHERE id = ?");

  return {
    list: async () => all.all().map(screenOf),
    get: async (id) => screenOrNull(one.get(id)),
    findByToken: async (hash) => screenOrNull(ofToken.get(hash)),
    async add(screen) {
      insert.run(screen.id, ...names.map((name) => written(screen[name])));
    },
    async giveToken(id, hash) {
      token.run(hash, id);
    },
    async change(id, change) {
      const changed = names.flatMap((name) => (change[name] === undefined ? [] : [{ name, value: change[name] }]));
      if (changed.length === 0) return;
      const assignments = changed.map(({ name }) => `${columns[name]} = ?`).join(", ");
      const values = changed.map(({ value }) => written(value));
      database.prepare(`UPDATE screens SET ${assignments} WHERE id = ?`).run(...values, id);
    },
    remove: async (id) => remove.run(id).changes > 0,
    close: () => database.close(),
  };
}

function written(value: KeptScreen[Column]): SQLInputValue {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

const maybeInstant = z.number().nullable();

const look = z.object({
  k: z.number().nullable(),
  theme: z.enum(["system", "light", "dark"]),
  sound: z.boolean(),
});

const status = z.object({
  width: z.number(),
  height: z.number(),
  ratio: z.number(),
  sound: z.enum(["off", "on", "blocked"]),
  build: z.string(),
  latency: z
    .object({ p50: z.number(), p95: z.number(), samples: z.number(), uncertainty: z.number() })
    .nullable()
    .default(null),
});

const row = z.object({
  id: z.string(),
  name: z.string(),
  board: z.string(),
  look: z.string().transform((text) => look.parse(JSON.parse(text))),
  expiresAt: maybeInstant,
  approvedAt: z.number(),
  approvedBy: z.string(),
  seenAt: maybeInstant,
  awaySince: maybeInstant,
  status: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : status.parse(JSON.parse(text)))),
});

function screenOf(found: Record<string, SQLOutputValue>): KeptScreen {
  return row.parse(found);
}

function screenOrNull(found: Record<string, SQLOutputValue> | undefined): KeptScreen | null {
  return found === undefined ? null : screenOf(found);
}
