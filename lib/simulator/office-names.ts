import type { Directory, DirectoryEntry } from "#lib/board/directory.ts";
import type { Centre } from "./centre.ts";

const menuNames = ["Main menu", "More choices"];

/** As call centres in several countries name theirs. */
const queueNames = [
  "Sales",
  "Support",
  "Billing",
  "Returns",
  "Reception",
  "Spare parts",
  "Teknik destek",
  "Buchhaltung",
  "Partners",
  "Warranty claims",
  "Service client",
  "Pedidos",
  "Orders",
  "Reklamace",
  "Deliveries",
  "Kundendienst",
  "Appointments",
  "Hotline",
  "Recepción",
  "Muhasebe",
  "Contracts",
  "Installations",
  "Versand",
  "Dispatch",
  "Abonnements",
  "Complaints",
  "Key accounts",
  "Obchod",
  "Field service",
  "Night line",
];

const firstNames = [
  "Ana",
  "Jonas",
  "Lin",
  "Priya",
  "Omar",
  "Zoë",
  "Mehmet",
  "Clara",
  "Piotr",
  "Aiko",
  "Élise",
  "Tomáš",
  "Fatima",
  "Lars",
  "Inés",
  "Kwame",
  "Ayşe",
  "Marek",
  "Nadia",
  "Björn",
];
const initials = ["K.", "M.", "W.", "S.", "B.", "T.", "R.", "D.", "H.", "P."];

/** A directory for a simulated office: queues by what they do, agents by first name and initial. No two alike. */
export function nameOffice(centre: Centre): Directory {
  const entries = [
    ...centre.menus.map((number, index) => entry(number, "ivr", nth(menuNames, index))),
    ...centre.queues.map(({ number }, index) => entry(number, "queue", nth(queueNames, index))),
    ...centre.agents.map((number, index) => entry(number, "agent", agentName(index))),
  ];
  return new Map(entries.map((one) => [one.number, one]));
}

function entry(number: string, kind: DirectoryEntry["kind"], name: string): DirectoryEntry {
  return { number, kind, name };
}

/** Past the end of a list its names come again with a number. */
function nth(names: readonly string[], index: number): string {
  const name = names[index % names.length] ?? "";
  const round = Math.floor(index / names.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** Every first name meets every initial before one comes again. */
function agentName(index: number): string {
  const turn = Math.floor(index / firstNames.length);
  const name = firstNames[index % firstNames.length];
  const round = Math.floor(turn / initials.length);
  const initial = initials[(index + turn) % initials.length];
  return round === 0 ? `${name} ${initial}` : `${name} ${initial} ${round + 1}`;
}
