import type { PhoneSystem } from "./phone-system.ts";

export interface Floor {
  readonly queues: number;
  readonly agents: number;
}

/** Names as people give them: long, alike at the start, of other scripts and directions, and hostile. */
const queueNames = [
  "Kundenbetreuung Großhandel Süd",
  "Support – DE – Tier 1",
  "Support – DE – Tier 2",
  "Εξυπηρέτηση πελατών λιανικής",
  "خدمة العملاء",
  "Sales",
  "<b>Returns</b> & spare parts",
  "Zákaznická linka ☎ 👩‍👩‍👧‍👦 é́́́",
];
const agentNames = [
  "Ana K.",
  "Maximilian Oberhuber-Schmidt",
  "O'Neil <i>J.</i>",
  "יעל כ.",
  "王伟",
  "Þórbjörg S.",
  "M.",
];

const queueNumber = (index: number) => String(801 + index);
const agentNumber = (index: number) => String(1001 + index);

/** The directory of a floor, as CSV. */
export function directoryOf({ queues, agents }: Floor): string {
  const rows = [
    ...numbered(queues, (index) => `${queueNumber(index)},queue,"${nameOf(queueNames, index)}"`),
    ...numbered(agents, (index) => `${agentNumber(index)},agent,"${nameOf(agentNames, index)}"`),
  ];
  return ["number,kind,name", ...rows].join("\n");
}

function nameOf(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length);
  return `${names[index % names.length]}${round === 0 ? "" : ` ${round + 1}`}`;
}

/**
 * A busy hour: every agent has been seen; a third of them talk, a few phones ring, and callers wait in most queues. One
 * caller was missed for every ten agents, and one more.
 */
export async function fillFloor(phones: PhoneSystem, { queues, agents }: Floor): Promise<void> {
  const queueOf = (index: number) => (queues === 0 ? null : queueNumber(index % queues));
  await Promise.all(
    numbered(agents, async (index) => {
      const call = phones.inbound(`0555${300_000 + index}`);
      const queue = queueOf(index);
      const agent = agentNumber(index);
      if (queue !== null) await call.entersQueue(queue);
      await call.rings(agent);
      if (index % 8 === 7) return;
      await call.isAnsweredBy(agent);
      if (index % 3 > 0) await call.ends(agent, "01:20");
    }),
  );
  await Promise.all(
    numbered(queues, async (index) => {
      const waiting = (index * 7) % 4;
      await Promise.all(
        numbered(waiting, (place) =>
          phones.inbound(`0555${400_000 + index * 10 + place}`).entersQueue(queueNumber(index)),
        ),
      );
    }),
  );
  const missedAt = queueOf(0);
  await Promise.all(
    numbered(missedAt === null ? 0 : 1 + Math.floor(agents / 10), async (index) => {
      const call = phones.inbound(`0555${500_000 + index}`);
      await call.entersQueue(missedAt ?? "");
      await call.isLostAt(missedAt ?? "");
    }),
  );
}

function numbered<Item>(count: number, item: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => item(index));
}
