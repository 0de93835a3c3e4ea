import type { Act, MissedDeed } from "#lib/board/act.ts";
import type { Centre } from "#lib/simulator/centre.ts";
import { between, chance, pick, type Random } from "#lib/simulator/random.ts";
import { JournalUnavailable } from "#server/journal/journal.ts";
import type { Ledger } from "./ledger.ts";
import type { Honesty } from "./plan.ts";
import type { ScreenVisit } from "./screen-visit.ts";
import type { ServerProcess } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** Who sits at the screens and does something there. */
export interface People {
  /** Somebody deals with a missed caller, as a screen shows the rows. */
  deal(screen: ScreenVisit): void;
  /** Somebody changes names, kinds, contacts, rules or the site's settings. */
  settle(): void;
}

interface PeopleParts {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly centre: Centre;
  readonly honesty: Honesty;
  readonly ledger: Ledger;
  place(): ServerProcess | null;
}

const deeds: readonly MissedDeed[] = ["claim", "claim", "attempt", "release", "done", "not-needed", "reopen", "undo"];

export function createPeople(parts: PeopleParts): People {
  const { time, random, ledger, place } = parts;

  /** A request is lost where no server is there; nobody here presses twice. */
  function ask(work: (server: ServerProcess) => Promise<void>): void {
    time.after(between(random, 1, 60), () => {
      const server = place();
      server?.life.reach(() => void work(server));
    });
  }

  return {
    deal(screen) {
      const rows = screen.shows().board?.missed ?? [];
      const row = pick(random, rows.slice(0, 4));
      const deed = pick(random, deeds);
      if (row === null || deed === null) return;
      const request = { id: row.id, deed, by: someName(random), note: null, seen: row.changes };
      ask(async (server) => {
        const { status, body } = await server.deal(request);
        if (!server.life.alive() || status !== 200) return;
        ledger.dealt.push({ request, rev: (JSON.parse(body) as { readonly rev: number }).rev });
      });
    },
    settle() {
      const act = settingsAct(parts);
      ask(async (server) => {
        try {
          const { seq } = await server.act(act);
          if (server.life.alive()) ledger.acted.push({ act, rev: seq });
        } catch (cause) {
          if (!(cause instanceof JournalUnavailable)) throw cause;
        }
      });
    },
  };
}

function someName(random: Random): string {
  return pick(random, ["Ana", "Lin"]) ?? "Ana";
}

/** Where it must be known in the end what the calls were, nothing by which they are read is changed. */
function settingsAct({ random, centre, honesty, ledger }: PeopleParts): Act {
  const by = someName(random);
  const isHarsh = honesty === "harsh";
  const queue = pick(random, centre.queues)?.number ?? "820";
  const number = pick(random, [...centre.agents, queue, "800"]) ?? "800";
  switch (pick(random, ["name", "targets", "contact", "gone", "site"] as const)) {
    case "targets": {
      const ringStrategy = isHarsh && chance(random, 0.5) ? "ring-all" : "hunt";
      const targets = { answerWithin: Math.round(between(random, 5, 60)), shortAbandon: 5, ringStrategy } as const;
      return { of: "queue", by, queue, rules: chance(random, 0.2) ? null : { targets, hours: null } };
    }
    case "contact": {
      const caller = pick(random, ledger.truths)?.record.caller || "05550001122";
      return { of: "contacts", by, put: [{ number: caller, name: "Brandt" }], gone: [] };
    }
    case "gone":
      return { of: "directory", by, put: [], gone: [number] };
    case "site": {
      const masking = pick(random, ["none", "last-three", "all"] as const) ?? "none";
      return { of: "site", by, put: { masking, worksCouncil: chance(random, 0.2) } };
    }
    case "name":
    case null: {
      const kind = isHarsh ? pick(random, [null, "ivr", "queue", "agent", "group"] as const) : null;
      return { of: "directory", by, put: [{ number, kind, name: pick(random, ["Sales", "Ana K.", null]) }], gone: [] };
    }
  }
}
