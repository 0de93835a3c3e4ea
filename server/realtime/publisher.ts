import type { Board } from "#lib/board/board.ts";
import type { BoardChanges } from "#lib/board/board-changes.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { compareBoards } from "#lib/board/compare-boards.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import {
  type DeltaOnWire,
  type Heartbeat,
  protocolVersion,
  type Site,
  type Snapshot,
  writeChanges,
} from "#lib/protocol/messages.ts";

/**
 * The server's half of the protocol: what was last sent, under which version, and the messages that follow from it.
 * All screens follow the same line of versions, so a message is made once for all of them.
 */
export interface Publisher {
  /** Makes `state` the board that is sent. The delta to it, or null when a screen would see no difference. */
  publish(state: BoardState): DeltaOnWire | null;
  /** The board last published, whole; the same object until the next publication. */
  snapshot(): Snapshot;
  /** @param now epoch ms */
  heartbeat(now: number): Heartbeat;
}

/** @param parts.epoch names this run of the server, and no other */
export function createPublisher(parts: { epoch: string; site: Site; state: BoardState }): Publisher {
  const { epoch, site } = parts;
  let sent = parts.state;
  let version = 0;
  let whole: Board | null = null;

  return {
    publish(state) {
      const changes = compareBoards(sent, state);
      const same = state.rev === sent.rev && isEmpty(changes);
      const settingsRev = state.settingsRev === sent.settingsRev ? undefined : state.settingsRev;
      sent = state;
      if (same) return null;
      whole = null;
      const from = version;
      version += 1;
      return {
        epoch,
        from,
        to: version,
        at: isoTime(state.now),
        rev: state.rev,
        settingsRev,
        lastEventAt: isoTimeOrNull(state.feed.lastEventAt),
        ...writeChanges(changes),
      };
    },
    snapshot() {
      whole ??= viewBoard(sent);
      return { epoch, version, board: whole, site, lastEventAt: isoTimeOrNull(sent.feed.lastEventAt) };
    },
    heartbeat(now) {
      return {
        protocol: protocolVersion,
        epoch,
        version,
        at: isoTime(now),
        lastEventAt: isoTimeOrNull(sent.feed.lastEventAt),
        build: site.build,
      };
    },
  };
}

function isEmpty({ put, gone }: BoardChanges): boolean {
  const lists = [put.calls, put.queues, put.agents, put.missed, gone.calls, gone.queues, gone.agents, gone.missed];
  return put.today === null && lists.every((list) => list.length === 0);
}
