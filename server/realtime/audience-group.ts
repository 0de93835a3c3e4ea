import { type Audience, audienceKey, boardOf } from "#lib/access/audience.ts";
import { createLens, isOwnCall, isOwnPhone, isOwnRow, type Lens } from "#lib/access/lens.ts";
import type { WholeBoard } from "#lib/board/board.ts";
import type { BoardChanges } from "#lib/board/board-changes.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { type SiteSettings, wholeBoard } from "#lib/board/site-settings.ts";
import { isoTimeOrNull } from "#lib/call/iso-time.ts";
import { type DeltaOnWire, type Site, type Snapshot, writeChanges } from "#lib/protocol/messages.ts";

/** Everything of the site but what the settings say. */
export type ServedBy = Pick<Site, "sample" | "build">;

/** What of a delta is the same for every audience. */
export type DeltaFrame = Omit<DeltaOnWire, "put" | "gone">;

/** What was last published. */
export interface Published {
  readonly epoch: string;
  version(): number;
  state(): BoardState;
  board(): WholeBoard;
}

/** Those who see the same of every board, and the messages made for them. */
export interface AudienceGroup {
  readonly channel: string;
  /** The board last published; the same object until the next publication. */
  snapshot(): Snapshot;
  /** To be called once with the changes of each publication, unless it was told by a snapshot or by another group. */
  delta(changes: BoardChanges, frame: DeltaFrame): DeltaOnWire;
  /** Whether the group sees more of the changes than others of its kind do. */
  seesMore(changes: BoardChanges): boolean;
  /** Another board was published. */
  forget(): void;
  /** And other settings with it. */
  resettle(): void;
}

/** @param parts.nameOf what stands for an id that must not be told */
export function createAudienceGroup(parts: {
  audience: Audience;
  published: Published;
  servedBy: ServedBy;
  nameOf(id: string): string;
}): AudienceGroup {
  const { audience, published, servedBy, nameOf } = parts;
  let lens = lensOfNow();
  let latest: Snapshot | null = null;
  /** Ids of the calls and rows that it knows of; null where it sees all there are. */
  let known = knownNow();

  function lensOfNow(): Lens {
    return createLens({ audience, site: published.state().settings.site, nameOf });
  }

  function snapshot(): Snapshot {
    const { settings, feed } = published.state();
    latest ??= {
      epoch: published.epoch,
      version: published.version(),
      board: lens.board(published.board()),
      site: siteFor(audience, settings.site, servedBy),
      lastEventAt: isoTimeOrNull(feed.lastEventAt),
    };
    return latest;
  }

  function knownNow(): Set<string> | null {
    if (!lens.partial) return null;
    const { calls, missed } = snapshot().board;
    return new Set([...calls, ...missed].map(({ id }) => id));
  }

  return {
    channel: audienceKey(audience),
    snapshot,
    delta(changes, frame) {
      const seen = lens.changes(changes);
      return { ...frame, ...writeChanges(known === null ? seen : withoutUnknown(seen, known)) };
    },
    seesMore({ put }) {
      if (audience.of !== "agent") return false;
      return (
        put.calls.some((call) => isOwnCall(call, audience)) ||
        put.missed.some((row) => isOwnRow(row, audience)) ||
        put.agents.some((agent) => isOwnPhone(agent, audience))
      );
    },
    forget() {
      latest = null;
    },
    resettle() {
      latest = null;
      lens = lensOfNow();
      known = knownNow();
    },
  };
}

function siteFor(audience: Audience, site: SiteSettings, { sample, build }: ServedBy): Site {
  const { place, limits, hours, worksCouncil } = site;
  const board = audience.of === "screen" ? boardOf(site, audience.board) : wholeBoard;
  return { place, sample, build, limits, hours, worksCouncil, board: board && { id: board.id, name: board.name } };
}

/** Notes what is told of, and leaves out what is gone without having been. */
function withoutUnknown({ put, gone }: BoardChanges, known: Set<string>): BoardChanges {
  const left = (id: string) => known.delete(id);
  const seen = { put, gone: { ...gone, calls: gone.calls.filter(left), missed: gone.missed.filter(left) } };
  for (const { id } of [...put.calls, ...put.missed]) known.add(id);
  return seen;
}
