import { type RefObject, useEffect, useRef } from "react";
import { type Command, commandOf } from "#lib/supervisor/shortcuts.ts";

/**
 * Listens for the worklist's keys. Moving, searching and asking for help work from anywhere on the page; what acts on a
 * row, only while the focus is in the region.
 */
export function useWorklistKeys(
  region: RefObject<HTMLElement | null>,
  letters: boolean,
  run: (command: Command) => void,
): void {
  const latest = useRef({ letters, run });
  useEffect(() => {
    latest.current = { letters, run };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || target?.closest("dialog")) return;
      const command = commandOf(event, {
        letters: latest.current.letters,
        typing: Boolean(target?.closest(texts)),
        onRow: target?.matches("[data-row]") ?? false,
      });
      if (command === null) return;
      if (!(anywhere.has(command) || region.current?.contains(target))) return;
      event.preventDefault();
      latest.current.run(command);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [region]);
}

/** What takes letters of its own. */
const texts = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";

const anywhere: ReadonlySet<Command> = new Set(["down", "up", "search", "help"]);
