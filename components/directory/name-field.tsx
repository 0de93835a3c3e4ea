import type { KeyboardEvent } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { NumberEdit } from "./use-number-edit.ts";
import { words } from "./words.ts";

/** Characters of a name. */
const longest = 200;

/** A number's name, changed where it stands, with what came of it. */
export function NameField({ number, edit }: { number: string; edit: NumberEdit }) {
  const id = `said-of-${number}`;
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") edit.saveName();
    if (event.key === "Escape") edit.giveUp();
  };
  return (
    <div className="flex items-center gap-2">
      <input
        aria-label={words.numbers.nameOf(plainName(number))}
        aria-invalid={edit.problem === null ? undefined : true}
        aria-describedby={edit.said === null ? undefined : id}
        className="min-h-9 w-full min-w-0 px-2 text-table"
        value={edit.name}
        maxLength={longest}
        dir="auto"
        autoComplete="off"
        onChange={(event) => edit.typeName(event.currentTarget.value)}
        onKeyDown={keys}
        onBlur={edit.saveName}
      />
      {edit.said === null ? null : (
        <span
          id={id}
          className={`flex min-w-0 items-baseline gap-1 text-meta ${edit.problem === null ? "text-ink-2" : "text-critical-line"}`}
        >
          {edit.problem === null ? null : <Glyph name="critical" />}
          {edit.said}
        </span>
      )}
    </div>
  );
}
