import { isDeepStrictEqual } from "node:util";
import { staff, supervisors } from "#lib/access/access.ts";
import type { DirectoryAct } from "#lib/board/act.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { DirectoryEntry, DirectoryKind } from "#lib/board/directory.ts";
import { kindOfNumber } from "#lib/board/number-kind.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import type { QueueRules } from "#lib/board/queue-rules.ts";
import { kindFromEvidence } from "#lib/call/kind-evidence.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import { directoryRequest, queueRequest } from "#lib/protocol/api/act-requests.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import type { Audit } from "#server/access/audit.ts";
import { directoryCsv, readDirectoryCsv } from "#server/csv/directory-csv.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Acting, keepAct, takenAt } from "./acting.ts";
import { csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { isIdle, type Plan, planDirectory } from "./import-plan.ts";
import { importRoutes, MOST_IMPORTED } from "./import-routes.ts";
import { type Route, reading } from "./route.ts";

interface DirectoryParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly journal: Journal;
  readonly audit: Pick<Audit, "note">;
}

/** What numbers are and are called, and by which rules queues are judged. */
export function directoryRoutes({ acting, state, journal, audit }: DirectoryParts): readonly Route[] {
  const actOf = (by: string, { put, gone }: Plan<DirectoryEntry>): DirectoryAct => ({ of: "directory", by, put, gone });
  return [
    {
      name: "directory",
      path: "/api/directory",
      methods: {
        ...reading(staff, () => jsonAnswer(directoryOf(state()))),
        ...acting({
          access: supervisors,
          schema: directoryRequest,
          take({ by, put, gone }) {
            const left: DirectoryEntry[] = gone.map((number) => ({ number, kind: null, name: null }));
            const wanted = [...left, ...put].map(cleanEntry);
            if (wanted.some(({ number }) => number === "")) return problem(400, "A number is too short.");
            // Of what is said twice, the last counts.
            const once = [...new Map(wanted.map((entry) => [entry.number, entry])).values()];
            const plan = planDirectory(state().settings.directory, once);
            return isIdle(plan) ? takenAt(state().rev) : keepAct(journal, actOf(by, plan));
          },
        }),
      },
    },
    {
      name: "directory as a file",
      path: "/api/directory.csv",
      methods: reading(supervisors, async ({ principal, address }) => {
        const about = { of: "file", id: "directory.csv", name: null } as const;
        await audit.note({ by: principal, address, kind: "file-downloaded", about });
        return csvAnswer("directory.csv", directoryCsv(numbersOf(state())));
      }),
    },
    ...importRoutes({
      name: "directory",
      path: "/api/directory",
      acting,
      access: supervisors,
      journal,
      rev: () => state().rev,
      read(csv) {
        const { entries, faults } = readDirectoryCsv(csv, MOST_IMPORTED);
        return { plan: planDirectory(state().settings.directory, entries), faults };
      },
      actOf,
    }),
    {
      name: "queue rules",
      path: "/api/queues",
      methods: acting({
        access: supervisors,
        schema: queueRequest,
        take({ by, queue: named, rules }) {
          const queue = cleanNumber(named);
          if (queue === "") return problem(400, "queue is too short.");
          if (rules?.hours?.some(({ from, to }) => from >= to)) {
            return problem(400, "Office hours must begin before they end.");
          }
          const { settings, rev } = state();
          const known = settings.queueRules.get(queue) ?? null;
          if (isDeepStrictEqual(known, rules)) return takenAt(rev);
          return keepAct(journal, { of: "queue", by, queue, rules });
        },
      }),
    },
  ];
}

function cleanEntry({ number, kind, name }: DirectoryEntry): DirectoryEntry {
  return { number: cleanNumber(number), kind, name: name === null ? null : cleanName(name) || null };
}

const seenKinds: Record<NumberKind, DirectoryKind> = { ivr: "ivr", queue: "queue", phone: "agent" };

function directoryOf(state: BoardState): DirectoryAnswer {
  const { settings } = state;
  return {
    settingsRev: state.settingsRev,
    timeZone: settings.timeZone,
    numbers: numbersOf(state),
    queues: queuesOf(state).map((queue) => {
      const own = settings.queueRules.get(queue);
      const name = settings.directory.get(queue)?.name ?? null;
      return { queue, name, rules: mutable(own ?? { targets: settings.targets, hours: null }), own: own !== undefined };
    }),
    hours: settings.site.hours && [...settings.site.hours],
    contacts: [...state.contacts.keys()].length,
  };
}

function mutable({ targets, hours }: QueueRules): DirectoryAnswer["queues"][number]["rules"] {
  return { targets, hours: hours && [...hours] };
}

/** Every number that was seen in the feed or stands in the directory, by number. */
function numbersOf({ evidence, settings }: BoardState): DirectoryAnswer["numbers"] {
  const numbers = new Set([...evidence.keys(), ...settings.directory.keys()]);
  return [...numbers].sort(compareNumbers).map((number) => {
    const { name = null, kind = null } = settings.directory.get(number) ?? {};
    const seen = evidence.get(number);
    return { number, name, kind, seenAs: seen === undefined ? null : seenKinds[kindFromEvidence(seen)] };
  });
}

/** What is a queue, and what has rules as one. */
function queuesOf(state: BoardState): readonly string[] {
  const numbers = new Set([
    ...state.evidence.keys(),
    ...state.settings.directory.keys(),
    ...state.settings.queueRules.keys(),
  ]);
  return [...numbers]
    .filter((number) => kindOfNumber(state, number) === "queue" || state.settings.queueRules.has(number))
    .sort(compareNumbers);
}
