import type { Audience } from "#lib/access/audience.ts";
import type { Act } from "#lib/board/act.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import type { MissedRequest } from "#lib/protocol/api/act-requests.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import { type CallHistory, createCallHistory } from "#server/history/call-history.ts";
import type { Answer } from "#server/http/answer.ts";
import { createIntake } from "#server/http/intake.ts";
import { createMissedDeeds } from "#server/http/missed-deeds.ts";
import { goOnFromNewest } from "#server/journal/go-on-from-newest.ts";
import type { Logger } from "#server/log.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";
import { createProjector, type Projector } from "#server/projector/projector.ts";
import { type Broadcast, createBroadcast } from "#server/realtime/broadcast.ts";
import { createPublisher } from "#server/realtime/publisher.ts";
import type { OpenJournal } from "./home.ts";
import type { Life } from "./life.ts";
import { createWires, type WireEnd } from "./wires.ts";

/** What one run of the server is made of. */
export interface ServerParts {
  readonly life: Life;
  readonly settings: BoardSettings;
  readonly fingerprint: string;
  readonly fold: Fold;
  readonly log: Logger;
  openJournal(): Promise<OpenJournal>;
  openArchive(): CallArchive;
}

/** One run of the server that listens: its parts are the real ones, put together as `startCore` and `createApp` do. */
export interface ServerProcess {
  readonly life: Life;
  readonly projector: Projector;
  readonly history: CallHistory;
  /** Its clock, by which the journal is stamped. */
  now(): number;
  /** False once it is being stopped, and while it may not know all there is. */
  welcomes(): boolean;
  take(delivery: Delivery): Promise<Answer>;
  /** Somebody deals with a missed caller. */
  deal(request: MissedRequest): Promise<Answer>;
  act(act: Act): Promise<JournalEntry>;
  connect(end: WireEnd, audience: Audience): ReturnType<Broadcast["join"]>;
  /** In order: what is under way is answered, screens are parted from, the board is kept. */
  stop(): Promise<void>;
}

const somebody = { principal: { is: "open" }, address: "192.0.2.1" } as const;

/** What stands for an id that an audience is not told, the same on every server. */
export const nameOf = (id: string): string => `hidden ${id}`;

/** Resolves when it listens. */
export async function startServer(parts: ServerParts): Promise<ServerProcess> {
  const { life, settings, fingerprint, fold, log } = parts;
  const opened = await parts.openJournal();
  const { journal, clock } = opened;
  await goOnFromNewest(clock, journal);
  const archive = parts.openArchive();
  const projector = createProjector({
    ...{ journal, archive, clock, settings, fingerprint, log, fold, timers: life.timers },
  });
  const intake = createIntake({ journal, log });
  const deal = createMissedDeeds({ state: projector.state, clock, journal, audit: { note: async () => undefined } });
  const underWay = new Set<Promise<unknown>>();
  let listening = true;

  function answered<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  await projector.start();
  const wires = createWires(life.timers.elapsed);
  const servedBy = { sample: false, build: fingerprint };
  const publisher = createPublisher({ epoch: life.name, servedBy, state: projector.state(), nameOf });
  const { after } = life.timers;
  const broadcast = createBroadcast({
    ...{ publisher, source: projector, toMany: wires.toMany, clock, after },
    uptime: () => Math.round(life.timers.elapsed()),
  });
  return {
    life,
    projector,
    now: clock.now,
    history: createCallHistory({ state: projector.state, leaving: projector.leaving, now: clock.now, archive }),
    welcomes: () => listening && life.alive() && projector.current(),
    take: (delivery) => answered(intake.take(delivery, () => undefined)),
    deal: (request) => answered(deal(request, somebody)),
    act: (act) => answered(journal.appendAct(act)),
    connect: (end, audience) => wires.connect(end, audience, broadcast),
    async stop() {
      listening = false;
      await Promise.allSettled(underWay);
      broadcast.close();
      wires.cutAll();
      await projector.stop();
      await archive.close();
      await opened.close();
    },
  };
}
