import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import {
  countFilters,
  filterNumbers,
  type ListedNumber,
  type NumberFilter,
  numberFilters,
} from "#lib/directory/number-list.ts";
import { ExportLink } from "./export-link.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { NumberForm } from "./number-form.tsx";
import { NumberRow } from "./number-row.tsx";
import { words } from "./words.ts";

interface NumberListProps {
  readonly numbers: readonly ListedNumber[];
  /** Of when they are. */
  readonly settingsRev: number;
}

export function NumberList({ numbers, settingsRev }: NumberListProps) {
  const [find, setFind] = useState("");
  const [filter, setFilter] = useState<NumberFilter>("all");
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const sought = useDeferredValue(find);
  const counts = useMemo(() => countFilters(numbers), [numbers]);
  const shown = useMemo(() => filterNumbers(numbers, filter, sought), [numbers, filter, sought]);
  return (
    <>
      <div className="grid gap-3 px-4 pb-3">
        <p className="max-w-prose text-ink-2 text-table">{words.numbers.about}</p>
        <div className="flex flex-wrap items-end justify-between gap-3">
          <SearchField label={words.numbers.find} value={find} onSearch={setFind} />
          <div className="flex flex-wrap items-center gap-2">
            <Button onClick={() => setDialog("add")}>{words.numbers.add}</Button>
            <Button onClick={() => setDialog("import")}>{words.numbers.import}</Button>
            <ExportLink href="/api/directory.csv">{words.numbers.export}</ExportLink>
          </div>
        </div>
        <ChoiceRow
          label={words.numbers.filter}
          choices={numberFilters.map((value) => ({ value, label: words.numbers.filters[value], count: counts[value] }))}
          value={filter}
          onChoose={setFilter}
        />
      </div>
      {shown.length > 0 ? (
        <NumberTable numbers={shown} settingsRev={settingsRev} />
      ) : (
        <Nothing
          all={numbers.length}
          clear={() => {
            setFind("");
            setFilter("all");
          }}
        />
      )}
      <Dialog title={words.numbers.add} open={dialog === "add"} onClose={() => setDialog(null)}>
        <NumberForm numbers={numbers} onDone={() => setDialog(null)} />
      </Dialog>
      <ImportDialog of="directory" open={dialog === "import"} onClose={() => setDialog(null)} />
    </>
  );
}

function Nothing({ all, clear }: { all: number; clear: () => void }) {
  if (all === 0) return <EmptyState title={words.numbers.none}>{words.numbers.noneWhy}</EmptyState>;
  return <EmptyState title={words.numbers.noMatch} action={<Button onClick={clear}>{words.numbers.clear}</Button>} />;
}

/** rem */
const rowHeight = 2.75;
const overscan = 12;

/** Only the rows in sight are in the page; their places are kept by a row before and one after them. */
function NumberTable({ numbers, settingsRev }: NumberListProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: numbers.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight * rootFontSize(),
    getItemKey: (index) => numbers[index]?.number ?? index,
    overscan,
    initialRect: { width: 0, height: 800 },
  });
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={box}
      className="relative max-h-[70dvh] min-h-44 overflow-auto pb-1 print:max-h-none"
      data-testid="numbers"
    >
      <table className="table-fixed border-collapse" aria-rowcount={numbers.length + 1}>
        <TableHead
          sticky
          columns={[
            { label: words.numbers.number, className: "w-24 max-sm:w-20 max-sm:pe-1" },
            { label: words.numbers.kind, className: "w-44 max-sm:w-28 max-sm:px-1" },
            { label: words.numbers.name, className: "max-sm:px-1" },
          ]}
          buttons="w-32 max-sm:w-12 max-sm:px-1"
        />
        <tbody>
          <Spacer height={before} />
          {items.map(({ index, key }) => {
            const listed = numbers[index];
            return listed === undefined ? null : (
              <NumberRow key={key} listed={listed} position={index + 2} settingsRev={settingsRev} />
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that holds nothing cannot have the focus
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={4} className="p-0" />
    </tr>
  );
}

function rootFontSize(): number {
  return typeof document === "undefined" ? 16 : Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
