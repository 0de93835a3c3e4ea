import { useCallback, useState } from "react";

/** What went wrong last, and how often something did: a notice takes the focus each time (`Notice`). null: nothing. */
export interface Trouble {
  readonly round: number;
  readonly text: string;
}

export function useTrouble(): readonly [Trouble | null, (text: string | null) => void] {
  const [trouble, setTrouble] = useState<{ readonly round: number; readonly text: string | null }>({
    round: 0,
    text: null,
  });
  const tell = useCallback(
    (text: string | null) => setTrouble(({ round }) => ({ round: text === null ? round : round + 1, text })),
    [],
  );
  return [trouble.text === null ? null : { round: trouble.round, text: trouble.text }, tell];
}
