import { z } from "zod";
import type { AccessDatabase, AccessValue } from "./access-database.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";

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

const SELECT = `SELECT id, ${names.map((name) => `${columns[name]} AS "${name}"`).join(", ")} FROM screens`;
const INSERT = `INSERT INTO screens (id, ${names.map((name) => columns[name]).join(", ")})
  VALUES (?${", ?".repeat(names.length)})`;

/** @param database of its own: it is closed with the store */
export function createKeptScreens(database: AccessDatabase): ScreenStore {
  const one = async (sql: string, value: AccessValue) => (await database.all(sql, [value])).map(screenOf)[0] ?? null;

  return {
    list: async () => (await database.all(`${SELECT} ORDER BY lower(name), id`)).map(screenOf),
    get: (id) => one(`${SELECT} WHERE id = ?`, id),
    findByToken: (hash) => one(`${SELECT} WHERE token = ?`, hash),
    add: (screen) => database.run(INSERT, [screen.id, ...names.map((name) => written(screen[name]))]),
    giveToken: (id, hash) => database.run("UPDATE screens SET token = ? WHERE id = ?", [hash, id]),
    async change(id, change) {
      const changed = names.flatMap((name) => (change[name] === undefined ? [] : [{ name, value: change[name] }]));
      if (changed.length === 0) return;
      const assignments = changed.map(({ name }) => `${columns[name]} = ?`).join(", ");
      const values = changed.map(({ value }) => written(value));
      await database.run(`UPDATE screens SET ${assignments} WHERE id = ?`, [...values, id]);
    },
    remove: async (id) => (await database.all("DELETE FROM screens WHERE id = ? RETURNING id", [id])).length > 0,
    close: database.close,
  };
}

function written(value: KeptScreen[Column]): AccessValue {
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

function screenOf(found: object): KeptScreen {
  return row.parse(found);
}
