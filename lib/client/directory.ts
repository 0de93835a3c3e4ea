import { useCallback } from "react";
import { type DirectoryAnswer, directoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { type Answer, type AnswerOptions, useAnswer } from "./answers.ts";
import { useBoardLink } from "./board-link.ts";

/** What numbers are and are called, with a name for each: its own, or the number itself where it has none. */
export type DirectoryAnswers = Answer<DirectoryAnswer> & { readonly nameOf: (number: string) => string };

/** `refreshWhen`: what else, besides a changed setting, makes it worth asking again. */
export function useDirectory({ refreshWhen = null, ...options }: AnswerOptions = {}): DirectoryAnswers {
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const when = settingsRev === null ? null : `${settingsRev} ${refreshWhen ?? ""}`;
  const answer = useAnswer("/api/directory", directoryAnswer, { ...options, refreshWhen: when });
  const { data } = answer;
  const nameOf = useCallback((number: string) => namesOf(data).get(number) ?? number, [data]);
  return { ...answer, nameOf };
}

const noNames: ReadonlyMap<string, string> = new Map();
const known = new WeakMap<DirectoryAnswer, ReadonlyMap<string, string>>();

function namesOf(directory: DirectoryAnswer | null): ReadonlyMap<string, string> {
  if (directory === null) return noNames;
  const read = known.get(directory);
  if (read !== undefined) return read;
  const names = new Map(directory.numbers.flatMap(({ number, name }) => (name === null ? [] : [[number, name]])));
  known.set(directory, names);
  return names;
}
