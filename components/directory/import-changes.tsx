import { Glyph } from "#components/board/glyph.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import { noValue } from "#lib/display/texts.ts";
import type { ImportPreview } from "#lib/protocol/api/directory-answers.ts";
import { words } from "./words.ts";

/** Exactly what an import would do: its faults by line, or its changes by number. */
export function ImportChanges({ preview, withKinds }: { preview: ImportPreview; withKinds: boolean }) {
  const { faults, changes, added, changed } = preview;
  if (faults.length > 0) return <Faults faults={faults} />;
  if (added + changed === 0) return <p role="status">{words.import.nothing}</p>;
  return (
    <div className="grid gap-2" data-testid="import-preview">
      <p role="status">{words.import.sums(preview)}</p>
      {changes.length < added + changed ? (
        <p className="text-ink-2 text-meta">{words.import.first(changes.length, added + changed)}</p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="max-h-80 overflow-auto" tabIndex={0} aria-label={words.import.changesTitle}>
        <table className="border-collapse">
          <thead className="sticky top-0 bg-surface">
            <tr className="h-9">
              <th scope="col">{words.import.number}</th>
              <th scope="col">{words.import.before}</th>
              <th scope="col">{words.import.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ number, before, after }) => (
              <tr key={number}>
                <th scope="row" className="text-ink text-table">
                  <bdi>{plainName(number)}</bdi>
                </th>
                <td className="text-ink-2">{before === null ? words.import.isNew : said(before, withKinds)}</td>
                <td>{said(after, withKinds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

type Said = ImportPreview["changes"][number]["after"];

function said({ kind, name }: Said, withKinds: boolean) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <bdi>{name === null ? noValue : plainName(name)}</bdi>
      {withKinds ? ` · ${kind === null ? words.numbers.asSeen(null) : words.numbers.kinds[kind]}` : ""}
    </span>
  );
}

function Faults({ faults }: { faults: ImportPreview["faults"] }) {
  return (
    <section className="grid gap-2" role="alert" data-testid="import-faults">
      <p className="flex items-baseline gap-2 font-medium text-critical-line">
        <Glyph name="critical" />
        {words.import.faults(faults.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <ul className="max-h-80 overflow-auto text-table" tabIndex={0}>
        {faults.map(({ line, fault }) => (
          <li key={`${line} ${fault}`}>
            <span className="font-medium">{words.import.line(line)}</span>: {plainName(fault)}
          </li>
        ))}
      </ul>
    </section>
  );
}
