import { useCallback } from "react";
import { useDirectory } from "#lib/client/directory.ts";
import { words } from "./words.ts";

export interface NumberNames {
  /** Of a queue or a menu: its name, or its number. */
  readonly place: (number: string) => string;
  /** Of a phone: its name, or "Ext 117". */
  readonly agent: (number: string) => string;
}

export function useNumberNames(): NumberNames {
  const { nameOf } = useDirectory();
  const agent = useCallback(
    (number: string) => {
      const name = nameOf(number);
      return name === number ? words.extension(number) : name;
    },
    [nameOf],
  );
  return { place: nameOf, agent };
}
