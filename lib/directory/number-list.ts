import type { DirectoryKind } from "#lib/board/directory.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { DirectoryRequest } from "#lib/protocol/api/act-requests.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";

export type ListedNumber = DirectoryAnswer["numbers"][number];

export const numberKinds = ["ivr", "queue", "agent", "group"] as const satisfies readonly DirectoryKind[];

/** null: the word is none of them. */
export function kindOfWord(word: string): DirectoryKind | null {
  return numberKinds.find((kind) => kind === word) ?? null;
}

/** Which numbers a list shows: all, those nobody has named, or those of one kind. */
export type NumberFilter = "all" | "unnamed" | DirectoryKind;

export const numberFilters: readonly NumberFilter[] = ["all", "unnamed", ...numberKinds];

/** What a number counts as: the operator's word, else what the feed shows. */
function kindOf({ kind, seenAs }: ListedNumber): DirectoryKind | null {
  return kind ?? seenAs;
}

export function filterNumbers(
  numbers: readonly ListedNumber[],
  filter: NumberFilter,
  find: string,
): readonly ListedNumber[] {
  const sought = fold(find);
  return numbers.filter((listed) => isOf(listed, filter) && (sought === "" || tells(listed, sought)));
}

export function countFilters(numbers: readonly ListedNumber[]): Readonly<Record<NumberFilter, number>> {
  const counts = { all: 0, unnamed: 0, ivr: 0, queue: 0, agent: 0, group: 0 };
  for (const listed of numbers) for (const filter of numberFilters) if (isOf(listed, filter)) counts[filter] += 1;
  return counts;
}

function isOf(listed: ListedNumber, filter: NumberFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unnamed":
      return listed.name === null;
    case "ivr":
    case "queue":
    case "agent":
    case "group":
      return kindOf(listed) === filter;
  }
}

function tells({ number, name }: ListedNumber, sought: string): boolean {
  return fold(number).includes(sought) || (name !== null && fold(name).includes(sought));
}

/** Without case and accents: who looks for "Kovac" means Kovač too. */
function fold(text: string): string {
  return plainName(text).normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** What to post so that the operator says this of a number; where that is nothing, it is given back to the feed. */
export function changeOf(
  number: string,
  kind: DirectoryKind | null,
  name: string,
): Pick<DirectoryRequest, "put" | "gone"> {
  const given = name.trim();
  if (kind === null && given === "") return { put: [], gone: [number] };
  return { put: [{ number, kind, name: given === "" ? null : given }], gone: [] };
}
