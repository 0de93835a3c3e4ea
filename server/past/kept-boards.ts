import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync, gzipSync } from "node:zlib";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { loadBoard, saveBoard } from "#lib/board/checkpoint.ts";
import type { KeptBoards } from "./fold-to.ts";

/** Some three months of them. */
const most = 400;

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS board (
    fingerprint TEXT NOT NULL,
    at INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (fingerprint, at)
  ) STRICT, WITHOUT ROWID;
`;

/** Of what they were folded: others are worth nothing. */
export interface KeptOf {
  /** Of the rules. */
  readonly fingerprint: string;
  /** Of the journal. */
  readonly generation: number;
}

export interface OpenKeptBoards extends KeptBoards {
  close(): void;
}

/** Keeps nothing. */
export const noKeptBoards: OpenKeptBoards = { nearest: () => null, keep: () => undefined, close: () => undefined };

/**
 * Boards of the past in a file of their own, which may be deleted at any time: one that is damaged is, and a disk that
 * takes nothing costs time alone. A file in which others are is made anew: they may tell of a caller who is erased.
 */
export function openKeptBoards(path: string, of: KeptOf, settings: BoardSettings): OpenKeptBoards {
  const open = () => openFile(path, `${of.fingerprint} ${of.generation}`, settings);
  const openAnew = () => {
    removeKeptBoards(path);
    return open();
  };
  const kept = orElse(open, () => orElse(openAnew, () => noKeptBoards));
  return {
    nearest: (at) =>
      orElse(
        () => kept.nearest(at),
        () => null,
      ),
    keep: (state) =>
      orElse(
        () => kept.keep(state),
        () => undefined,
      ),
    close: () =>
      orElse(
        () => kept.close(),
        () => undefined,
      ),
  };
}

/** Nobody may have them open. */
export function removeKeptBoards(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

function orElse<Value>(attempt: () => Value, otherwise: () => Value): Value {
  try {
    return attempt();
  } catch {
    return otherwise();
  }
}

/** Throws where the file holds others, too. */
function openFile(path: string, identity: string, settings: BoardSettings): OpenKeptBoards {
  const database = new DatabaseSync(path, { timeout: 250 });
  database.exec(schema);
  if (database.prepare("SELECT 1 FROM board WHERE fingerprint <> ? LIMIT 1").get(identity) !== undefined) {
    database.close();
    throw new Error("boards of other rules, or of another journal");
  }
  const nearest = database.prepare(
    "SELECT state FROM board WHERE fingerprint = ? AND at <= ? ORDER BY at DESC LIMIT 1",
  );
  const insert = database.prepare("INSERT OR REPLACE INTO board (fingerprint, at, state) VALUES (?, ?, ?)");
  const prune = database.prepare(
    "DELETE FROM board WHERE at < (SELECT at FROM board ORDER BY at DESC LIMIT 1 OFFSET ?)",
  );
  return {
    nearest(at) {
      const row = nearest.get(identity, at) as { readonly state: Uint8Array } | undefined;
      return row === undefined ? null : loadBoard(gunzipSync(row.state).toString("utf8"), settings);
    },
    keep(state) {
      insert.run(identity, state.now, gzipSync(saveBoard(state)));
      prune.run(most - 1);
    },
    close: () => database.close(),
  };
}
