import { useState, useSyncExternalStore } from "react";
import { forget, recall, remember } from "#lib/client/storage.ts";

const key = "ringside-letters";

/** Whether single letters work as keys. This browser remembers that they do not. */
export function useLetters(): readonly [boolean, (on: boolean) => void] {
  const kept = useSyncExternalStore(
    () => () => undefined,
    () => recall(key) !== "off",
    () => true,
  );
  const [chosen, setChosen] = useState<boolean | null>(null);
  return [
    chosen ?? kept,
    (on) => {
      if (on) forget(key);
      else remember(key, "off");
      setChosen(on);
    },
  ];
}
