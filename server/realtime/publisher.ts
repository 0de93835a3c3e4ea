import { type Audience, audienceKey } from "#lib/access/audience.ts";
import type { WholeBoard } from "#lib/board/board.ts";
import type { BoardChanges } from "#lib/board/board-changes.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { compareBoards } from "#lib/board/compare-boards.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import { type DeltaOnWire, type Heartbeat, protocolVersion, type Snapshot } from "#lib/protocol/messages.ts";
import {
  type AudienceGroup,
  createAudienceGroup,
  type DeltaFrame,
  type Published,
  type ServedBy,
} from "./audience-group.ts";

/**
 * The server's half of the protocol: what was last sent, under which version, and the messages that follow from it.
 * All audiences follow the same line of versions; a change is worked out once, and a message made once for an audience.
 */
export interface Publisher {
  /**
   * Makes `state` the board that is sent. What to send now; nothing when nobody would see a difference.
   * @param since when the first of the deliveries it comes of was received, epoch ms; null: it comes of none
   */
  publish(state: BoardState, since?: number | null): readonly Post[];
  /** Messages are made for an audience from now on, until the answer is called as often as this was. */
  serve(audience: Audience): () => void;
  /** The board last published, as an audience that is served sees it; the same object until the next publication. */
  snapshot(audience: Audience): Snapshot;
  /** @param now epoch ms */
  heartbeat(now: number): Omit<Heartbeat, "up" | "age">;
}

/** A message, and on which channel it goes. */
export type Post = {
  readonly to: string;
  /** Channels whose listeners get another message in its place. */
  readonly except: readonly string[];
} & (
  | { readonly kind: "delta"; readonly content: DeltaOnWire }
  | { readonly kind: "snapshot"; readonly content: Snapshot }
);

/** The channels on which an audience's messages come: its own, and one that agents share. */
export function channelsOf(audience: Audience): readonly string[] {
  const own = audienceKey(audience);
  return audience.of === "agent" ? [own, agents] : [own];
}

/** Heartbeats go to. */
export const everybody = "everybody";
const agents = "agents";

/** Of whom no record is. */
const anyAgent: Audience = { of: "agent", extension: null, accountId: "" };

/**
 * @param parts.epoch names this run of the server, and no other
 * @param parts.nameOf what stands for an id that must not be told
 */
export function createPublisher(parts: {
  epoch: string;
  servedBy: ServedBy;
  state: BoardState;
  nameOf(id: string): string;
}): Publisher {
  const { epoch, servedBy, nameOf } = parts;
  const served = new Map<string, { readonly group: AudienceGroup; readonly of: Audience["of"]; listeners: number }>();
  let sent = parts.state;
  let version = 0;
  let whole: WholeBoard | null = null;

  const published: Published = {
    epoch,
    version: () => version,
    state: () => sent,
    board() {
      whole ??= viewBoard(sent);
      return whole;
    },
  };
  const groupFor = (audience: Audience) => createAudienceGroup({ audience, published, servedBy, nameOf });
  const allAgents = groupFor(anyAgent);

  function showAnew(): readonly Post[] {
    allAgents.resettle();
    return [...served.values()].map(({ group }) => {
      group.resettle();
      return { to: group.channel, except: [], kind: "snapshot", content: group.snapshot() };
    });
  }

  function showChanges(changes: BoardChanges, frame: DeltaFrame): readonly Post[] {
    const posts: Post[] = [];
    const apart: string[] = [];
    let others = false;
    for (const { group, of } of served.values()) {
      group.forget();
      if (of !== "agent" || group.seesMore(changes)) {
        posts.push({ to: group.channel, except: [], kind: "delta", content: group.delta(changes, frame) });
        if (of === "agent") apart.push(group.channel);
      } else others = true;
    }
    if (others) posts.push({ to: agents, except: apart, kind: "delta", content: allAgents.delta(changes, frame) });
    return posts;
  }

  return {
    publish(state, received = null) {
      const changes = compareBoards(sent, state);
      const settled = looksAlike(sent.settings.site, state.settings.site);
      const same = state.rev === sent.rev && settled && isEmpty(changes);
      const settingsRev = state.settingsRev === sent.settingsRev ? undefined : state.settingsRev;
      sent = state;
      if (same) return [];
      whole = null;
      const from = version;
      version += 1;
      if (!settled) return showAnew();
      return showChanges(changes, { epoch, from, to: version, settingsRev, ...timesOf(state, received) });
    },
    serve(audience) {
      const key = audienceKey(audience);
      const one = served.get(key) ?? { group: groupFor(audience), of: audience.of, listeners: 0 };
      served.set(key, one);
      one.listeners += 1;
      return () => {
        one.listeners -= 1;
        if (one.listeners === 0) served.delete(key);
      };
    },
    snapshot(audience) {
      const one = served.get(audienceKey(audience));
      if (one === undefined) throw new Error("no messages are made for that audience");
      return one.group.snapshot();
    },
    heartbeat(now) {
      const lastEventAt = isoTimeOrNull(sent.feed.lastEventAt);
      return { protocol: protocolVersion, epoch, version, at: isoTime(now), lastEventAt, build: servedBy.build };
    },
  };
}

function timesOf({ now, rev, feed }: BoardState, received: number | null) {
  const since = isoTimeOrNull(received) ?? undefined;
  return { at: isoTime(now), rev, lastEventAt: isoTimeOrNull(feed.lastEventAt), since };
}

/** Whether nothing differs of what is seen, or of what screens are told of the site. */
function looksAlike(a: SiteSettings, b: SiteSettings): boolean {
  if (a === b) return true;
  const look = ({ place, masking, worksCouncil, limits, hours, boards }: SiteSettings) =>
    JSON.stringify([place, masking, worksCouncil, limits, hours, boards]);
  return look(a) === look(b);
}

function isEmpty({ put, gone }: BoardChanges): boolean {
  const lists = [put.calls, put.queues, put.agents, put.missed, gone.calls, gone.queues, gone.agents, gone.missed];
  return put.today === null && lists.every((list) => list.length === 0);
}
