import { supervisors } from "#lib/access/access.ts";
import type { Contact, ContactsAct } from "#lib/board/act.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { compareText } from "#lib/board/text-order.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { contactRequest } from "#lib/protocol/api/act-requests.ts";
import type { ContactsAnswer } from "#lib/protocol/api/directory-answers.ts";
import type { Audit } from "#server/access/audit.ts";
import { contactsCsv, readContactsCsv } from "#server/csv/contacts-csv.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Acting, keepAct, takenAt } from "./acting.ts";
import { csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { planContacts } from "./import-plan.ts";
import { importRoutes, MOST_IMPORTED } from "./import-routes.ts";
import { type Route, reading } from "./route.ts";

const SHOWN_CONTACTS = 100;

interface ContactsParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly journal: Journal;
  readonly audit: Pick<Audit, "note">;
}

/** Who callers are, by the operator's own list. */
export function contactsRoutes({ acting, state, journal, audit }: ContactsParts): readonly Route[] {
  return [
    {
      name: "contacts",
      path: "/api/contacts",
      methods: {
        ...reading(supervisors, ({ query }) => {
          const find = new URLSearchParams(query ?? "").get("find") ?? "";
          return jsonAnswer(contactsWith(state().contacts, find));
        }),
        ...acting({
          access: supervisors,
          schema: contactRequest,
          take({ by, ...given }) {
            const number = cleanNumber(given.number);
            const name = given.name === null ? "" : cleanName(given.name);
            const key = callerKey(number);
            if (key === null) return problem(400, "number has no digits.");
            const { contacts, rev } = state();
            if (name === "") {
              return contacts.has(key) ? keepAct(journal, contactsAct(by, [], [number])) : takenAt(rev);
            }
            const known = contacts.get(key);
            if (known?.name === name && known.number === number) return takenAt(rev);
            return keepAct(journal, contactsAct(by, [{ number, name }], []));
          },
        }),
      },
    },
    {
      name: "contacts as a file",
      path: "/api/contacts.csv",
      methods: reading(supervisors, async ({ principal, address }) => {
        const about = { of: "file", id: "contacts.csv", name: null } as const;
        await audit.note({ by: principal, address, kind: "file-downloaded", about });
        return csvAnswer("contacts.csv", contactsCsv([...state().contacts.values()].sort(byName)));
      }),
    },
    ...importRoutes({
      name: "contacts",
      path: "/api/contacts",
      acting,
      access: supervisors,
      journal,
      rev: () => state().rev,
      read(csv) {
        const { contacts, faults } = readContactsCsv(csv, MOST_IMPORTED);
        return { plan: planContacts(state().contacts, contacts), faults };
      },
      actOf: (by, { put, gone }) => contactsAct(by, put, gone),
    }),
  ];
}

function contactsAct(by: string, put: readonly Contact[], gone: readonly string[]): ContactsAct {
  return { of: "contacts", by, put, gone };
}

/** Those of whose name or number `find` is a part; a number is found in any spelling. */
function contactsWith(contacts: BoardState["contacts"], find: string): ContactsAnswer {
  const words = find.trim().toLowerCase();
  const digits = find.replace(/\D/g, "");
  const isNumber = digits !== "" && !/\p{L}/u.test(find);
  const found = [...contacts.values()].filter(({ number, name }) => {
    if (name.toLowerCase().includes(words)) return true;
    return isNumber && number.replace(/\D/g, "").includes(digits);
  });
  return { count: found.length, contacts: found.sort(byName).slice(0, SHOWN_CONTACTS) };
}

function byName(a: Contact, b: Contact): number {
  return compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.number, b.number);
}
