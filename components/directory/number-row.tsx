import { memo } from "react";
import { Button } from "#components/ui/button.tsx";
import { kindOfWord, type ListedNumber, numberKinds } from "#lib/directory/number-list.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { NameField } from "./name-field.tsx";
import { type NumberEdit, useNumberEdit } from "./use-number-edit.ts";
import { words } from "./words.ts";

interface NumberRowProps {
  readonly listed: ListedNumber;
  /** Of the row in the whole table, from 1. */
  readonly position: number;
  readonly settingsRev: number;
}

/** A number, changed where it stands: Enter or leaving the field saves, Escape gives up. */
export const NumberRow = memo(({ listed, position, settingsRev }: NumberRowProps) => {
  const edit = useNumberEdit(listed, settingsRev);
  const { number } = listed;
  return (
    <tr aria-rowindex={position} data-testid="number" data-number={number}>
      <th scope="row" className="max-sm:pe-1">
        <span className="block truncate font-medium text-ink text-table" title={plainName(number)}>
          <bdi>{plainName(number)}</bdi>
        </span>
      </th>
      <td className="max-sm:px-1">
        <KindField listed={listed} edit={edit} />
      </td>
      <td className="max-sm:px-1">
        <NameField number={number} edit={edit} />
      </td>
      <td className="text-end max-sm:px-1">
        {listed.kind === null && listed.name === null ? null : (
          <Button
            tone="quiet"
            size="compact"
            aria-label={words.numbers.giveBackOf(plainName(number))}
            onClick={edit.giveBack}
          >
            <span className="max-sm:hidden">{words.numbers.giveBack}</span>
            <span className="sm:hidden">↺</span>
          </Button>
        )}
      </td>
    </tr>
  );
});

function KindField({ listed, edit }: { listed: ListedNumber; edit: NumberEdit }) {
  return (
    <select
      aria-label={words.numbers.kindOf(plainName(listed.number))}
      className="min-h-9 w-full px-1.5 text-table"
      value={edit.kind ?? ""}
      onChange={(event) => edit.chooseKind(kindOfWord(event.currentTarget.value))}
    >
      <option value="">{words.numbers.asSeen(listed.seenAs)}</option>
      {numberKinds.map((kind) => (
        <option key={kind} value={kind}>
          {words.numbers.kinds[kind]}
        </option>
      ))}
    </select>
  );
}
