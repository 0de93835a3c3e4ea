import type { BoardSettings } from "#lib/board/board-settings.ts";
import { ArchiveUnavailable, type CallArchive } from "#server/archive/call-archive.ts";
import { createEditionOutbox } from "#server/archive/edition-outbox.ts";
import type { EditionWriter, Written } from "#server/archive/edition-writer.ts";
import type { HandoverBatch } from "#server/archive/handovers.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import type { Rules } from "./home.ts";
import type { Life } from "./life.ts";

/** The history in the database that several servers share: an edition for each version of the rules. */
export interface DatabaseArchive {
  open(life: Life, rules: Rules): CallArchive;
}

interface Edition {
  /** What is there, as one who reads it sees it. */
  readonly read: CallArchive;
  /** Position that it stands for; -1: it is empty. */
  rev: number;
  /** Servers that live by it. */
  readonly tenants: Set<Life>;
}

/** Asks the database; what is asked is done there at once, all of it or nothing. */
type Ask = <T>(life: Life, work: () => T) => Promise<T>;

export function createDatabaseArchive(ask: Ask): DatabaseArchive {
  const editions = new Map<string, Edition>();

  function editionOf(fingerprint: string, settings: BoardSettings): Edition {
    const found = editions.get(fingerprint) ?? { read: createMemoryArchive(settings), rev: -1, tenants: new Set() };
    editions.set(fingerprint, found);
    return found;
  }

  return {
    open(life, { fingerprint, settings, log }) {
      const edition = () => editionOf(fingerprint, settings);
      edition().tenants.add(life);
      const writer: EditionWriter = {
        write: (batch) => ask(life, () => write(edition(), batch)),
        rereading: async () => 0,
        rereadSome: async () => 0,
      };
      const beginAnew = () =>
        ask(life, () => {
          const { rev, tenants } = edition();
          const isShared = [...tenants].some((one) => one !== life && one.alive());
          if (rev >= 0 && !isShared) editions.delete(fingerprint);
        });
      const outbox = createEditionOutbox({
        editions: { beginAnew },
        writer,
        upkeep: noUpkeep,
        log,
        after: life.timers.after,
      });
      const asked = async (): Promise<CallArchive> => {
        const least = await outbox.written();
        return ask(life, () => readable(edition(), least));
      };
      const { take, flush, clear, erase, forget, report, close } = outbox;
      return {
        ...{ take, flush, clear, erase, forget, report, close },
        generation: () => ask(life, () => GENERATION),
        rev: () => ask(life, () => Math.max(0, edition().rev)),
        calls: async (filter, limit) => (await asked()).calls(filter, limit),
        byId: async (id) => (await asked()).byId(id),
        tallies: async (filter, limit, before) => (await asked()).tallies(filter, limit, before),
        eachTally: async (span, page) => (await asked()).eachTally(span, page),
        sumUp: async (span, task) => (await asked()).sumUp(span, task),
      };
    },
  };
}

/** Nothing is erased in a simulated week. */
const GENERATION = 0;

const noUpkeep = {
  erase: () => Promise.reject(new Error("nobody erases in a simulated week")),
  forget: () => Promise.reject(new Error("nobody erases in a simulated week")),
};

/** As the real one decides: whoever comes first writes, and nothing is left out. */
function write(edition: Edition, { calls, readings, after, upTo, isWhole, generation }: HandoverBatch): Written {
  const { rev } = edition;
  if (generation !== GENERATION) return { is: "outdated" };
  if (upTo <= rev) return { is: "there", rev };
  if (after > Math.max(rev, 0)) return { is: "too early", rev };
  edition.read.take(calls, readings, { generation, after, upTo });
  if (isWhole) edition.rev = upTo;
  return { is: "there", rev: edition.rev };
}

function readable({ read, rev }: Edition, least: number): CallArchive {
  if (rev < least) throw new ArchiveUnavailable("it is being built again");
  return read;
}
