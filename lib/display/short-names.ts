import type { AgentStatus } from "#lib/board/board.ts";
import { plainName } from "./plain-name.ts";

/**
 * Names as a wall shows them: first name and an initial (screens 2.15), the whole name for those who would otherwise
 * be called alike. Keyed by extension; an agent without a name is not in it.
 */
export function shortNames(agents: readonly AgentStatus[]): ReadonlyMap<string, string> {
  const named = agents.map((agent) => ({ extension: agent.extension, name: plainName(agent.name ?? "") }));
  const short = named
    .filter((agent) => agent.name !== "")
    .map((agent) => ({ extension: agent.extension, ...bothNames(agent.name) }));
  const bearers = new Map<string, number>();
  for (const agent of short) bearers.set(agent.brief, (bearers.get(agent.brief) ?? 0) + 1);
  return new Map(short.map((agent) => [agent.extension, bearers.get(agent.brief) === 1 ? agent.brief : agent.whole]));
}

/**
 * The same, which remembers its last answer: names change with the directory and states with every call, and for a call
 * hundreds of names are not made anew.
 */
export function createShortNames(): (agents: readonly AgentStatus[]) => ReadonlyMap<string, string> {
  let known: readonly AgentStatus[] = [];
  let names = shortNames(known);
  return (agents) => {
    if (agents === known) return names;
    if (!sameNames(agents, known)) names = shortNames(agents);
    known = agents;
    return names;
  };
}

function sameNames(agents: readonly AgentStatus[], others: readonly AgentStatus[]): boolean {
  return (
    agents.length === others.length &&
    agents.every(({ extension, name }, place) => {
      const other = others[place];
      return other !== undefined && other.extension === extension && other.name === name;
    })
  );
}

function bothNames(name: string): { brief: string; whole: string } {
  const whole = givenNameFirst(name);
  const [first, ...others] = whole.split(" ");
  const last = others.at(-1);
  if (first === undefined || last === undefined || isInitial(first) || !isProperName(last)) {
    return { brief: whole, whole };
  }
  return { brief: `${first} ${initialOf(last)}.`, whole };
}

function givenNameFirst(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family, given] = parts;
  return parts.length === 2 && family && given ? `${given} ${family}` : name;
}

function isInitial(word: string): boolean {
  return /^\p{L}\.?$/u.test(word);
}

/** "Kovač" and "山田" are; "desk", "2" and "(night)" are not: a place or a shift keeps its whole name. */
function isProperName(word: string): boolean {
  return /^(?:\p{Lu}|\p{Lt}|\p{Lo})\p{L}/u.test(word);
}

/** The first letter with the marks that belong to it. */
function initialOf(word: string): string {
  return /^\p{L}\p{M}*/u.exec(word.normalize("NFC"))?.[0] ?? word;
}
