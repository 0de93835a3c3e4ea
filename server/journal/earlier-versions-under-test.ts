import { DatabaseSync } from "node:sqlite";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";

// Files of earlier versions as those versions made, read and wrote them: statements of theirs, word for word.

interface EarlierVersion {
  readonly schema: string;
  /** What it reads of a row. */
  readonly columns: readonly string[];
}

const checkpoint = `
  CREATE INDEX entry_refused ON entry (seq) WHERE refusal IS NOT NULL;
  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL,
    seq INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
`;

const earlierVersions: Readonly<Record<1 | 2, EarlierVersion>> = {
  1: {
    schema: `
      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        method TEXT NOT NULL,
        content_type TEXT,
        body TEXT,
        query TEXT,
        refusal TEXT
      ) STRICT;
      ${checkpoint}
      PRAGMA user_version = 1;
    `,
    columns: ["seq", "at", "method", "content_type", "body", "query"],
  },
  2: {
    schema: `
      CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        method TEXT,
        content_type TEXT,
        body TEXT,
        query TEXT,
        refusal TEXT,
        act TEXT
      ) STRICT;
      ${checkpoint}
      PRAGMA user_version = 2;
    `,
    columns: ["seq", "at", "method", "content_type", "body", "query", "act"],
  },
};

interface EarlierRow {
  readonly seq: number;
  readonly at: number;
  readonly method: Delivery["method"];
  readonly content_type: string | null;
  readonly body: string | null;
  readonly query: string | null;
  readonly act?: string | null;
}

/** A file in the hands of an earlier version. Throws where that version would refuse it. */
export function openAsEarlier(path: string, version: 1 | 2) {
  const database = new DatabaseSync(path);
  const { schema, columns } = earlierVersions[version];
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  const isNew = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (isNew) database.exec(schema);
  const found = Object.values(database.prepare("PRAGMA user_version").get() ?? {})[0];
  if (found !== version) throw new Error(`not of version ${version}: ${found}`);
  const head = database.prepare("SELECT coalesce(max(seq), 0) AS head FROM entry");
  const insert = database.prepare(
    "INSERT INTO entry (seq, at, method, content_type, body, query, refusal) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const insertAct = version === 1 ? null : database.prepare("INSERT INTO entry (seq, at, act) VALUES (?, ?, ?)");
  const read = database.prepare(`SELECT ${columns.join(", ")} FROM entry ORDER BY seq`);
  const next = () => (head.get() as { readonly head: number }).head + 1;
  return {
    append(at: number, { method, contentType, body, query }: Delivery, refusal: string | null = null) {
      insert.run(next(), at, method, contentType, body, query, refusal);
    },
    appendAct(at: number, act: unknown) {
      insertAct?.run(next(), at, JSON.stringify(act));
    },
    read: () =>
      (read.all() as unknown as readonly EarlierRow[]).map(({ seq, at, method, content_type, body, query, act }) =>
        typeof act === "string"
          ? ({ seq, at, act: JSON.parse(act) } as JournalEntry)
          : { seq, at, delivery: { method, contentType: content_type, body, query } },
      ),
    close: () => database.close(),
  };
}
