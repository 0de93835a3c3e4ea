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

/** Keeps nothing. */
export const noKeptBoards: KeptBoards = { nearest: () => null, keep: () => undefined };

/**
 * Boards of the past in a file of their own, which may be deleted at any time: one that is damaged is, and a disk that
 * takes nothing costs time alone.
 * @param fingerprint of the rules: what was kept under others is forgotten
 */
export function openKeptBoards(path: string, fingerprint: string, settings: BoardSettings): KeptBoards {
  const open = () => openFile(path, fingerprint, settings);
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

function openFile(path: string, fingerprint: string, settings: BoardSettings): KeptBoards {
  const database = new DatabaseSync(path, { timeout: 250 });
  database.exec(schema);
  database.prepare("DELETE FROM board WHERE fingerprint <> ?").run(fingerprint);
  const nearest = database.prepare(
    "SELECT state FROM board WHERE fingerprint = ? AND at <= ? ORDER BY at DESC LIMIT 1",
  );
  const insert = database.prepare("INSERT OR REPLACE INTO board (fingerprint, at, state) VALUES (?, ?, ?)");
  const prune = database.prepare(
    "DELETE FROM board WHERE at < (SELECT at FROM board ORDER BY at DESC LIMIT 1 OFFSET ?)",
  );
  return {
    nearest(at) {
      const row = nearest.get(fingerprint, at) as { readonly state: Uint8Array } | undefined;
      return row === undefined ? null : loadBoard(gunzipSync(row.state).toString("utf8"), settings);
    },
    keep(state) {
      insert.run(fingerprint, state.now, gzipSync(saveBoard(state)));
      prune.run(most - 1);
    },
  };
}
