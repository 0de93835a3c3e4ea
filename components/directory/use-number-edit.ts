import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { DirectoryKind } from "#lib/board/directory.ts";
import { changeOf, type ListedNumber } from "#lib/directory/number-list.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { act } from "./act.ts";
import { words } from "./words.ts";

/** What one row shows and does while somebody changes it. */
export interface NumberEdit {
  readonly name: string;
  readonly kind: DirectoryKind | null;
  /** What became of the last change, or what happened beside it. */
  readonly said: string | null;
  /** Why the last change was not taken. */
  readonly problem: string | null;
  readonly typeName: (name: string) => void;
  readonly saveName: () => void;
  readonly giveUp: () => void;
  readonly chooseKind: (kind: DirectoryKind | null) => void;
  readonly giveBack: () => void;
}

/** A change on its way, or taken but not yet in the directory that is shown: it stands until that is as new. */
interface Sent {
  readonly kind: DirectoryKind | null;
  readonly name: string;
  /** Of the directory that will have it; null while nobody has answered. */
  readonly rev: number | null;
}

export function useNumberEdit(listed: ListedNumber, settingsRev: number): NumberEdit {
  const announce = useAnnounce();
  const [draft, setDraft] = useState<{ readonly name: string; readonly from: string | null } | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  if (sent?.rev !== undefined && sent?.rev !== null && sent.rev <= settingsRev) setSent(null);

  const kind = sent === null ? listed.kind : sent.kind;
  const standing = sent === null ? (listed.name ?? "") : sent.name;

  const send = async (next: Omit<Sent, "rev">, told: string) => {
    setProblem(null);
    setSaved(false);
    setSent({ ...next, rev: null });
    const answer = await act("/api/directory", (by) => ({ by, ...changeOf(listed.number, next.kind, next.name) }));
    if (answer.ok) {
      setSent({ ...next, rev: answer.rev });
      setSaved(true);
      announce(told);
      return;
    }
    setSent(null);
    setProblem(answer.detail);
    announce(answer.detail);
  };
  const number = plainName(listed.number);
  const saveName = () => {
    if (draft === null) return;
    setDraft(null);
    if (draft.name.trim() !== standing) void send({ kind, name: draft.name.trim() }, words.numbers.saved(number));
  };
  useAtEnd(saveName);
  return {
    name: draft?.name ?? standing,
    kind,
    said: saidOf({ draft, listed, sent, saved, problem }),
    problem,
    typeName: (name) => {
      setSaved(false);
      setDraft({ name, from: draft === null ? listed.name : draft.from });
    },
    saveName,
    giveUp: () => {
      setDraft(null);
      setProblem(null);
    },
    chooseKind: (next) => void send({ kind: next, name: standing }, words.numbers.saved(number)),
    giveBack: () => void send({ kind: null, name: "" }, words.numbers.givenBack(number)),
  };
}

function saidOf(edit: {
  readonly draft: { readonly from: string | null } | null;
  readonly listed: ListedNumber;
  readonly sent: Sent | null;
  readonly saved: boolean;
  readonly problem: string | null;
}): string | null {
  const { draft, listed, sent, saved, problem } = edit;
  if (draft !== null && draft.from !== listed.name) return words.numbers.meanwhile(listed.name);
  if (problem !== null) return problem;
  if (sent?.rev === null) return words.numbers.saving;
  return saved ? words.numbers.savedMark : null;
}

/** A row that is scrolled away, or filtered away, saves what was typed into it, as one that is left does. */
function useAtEnd(run: () => void): void {
  const last = useRef(run);
  useEffect(() => {
    last.current = run;
  });
  useEffect(() => () => last.current(), []);
}
