import Link from "next/link";
import { Name } from "#components/board/name.tsx";
import { Moment } from "#components/calls/moment.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import { fullTime } from "#lib/calls/call-time.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type Entry, words } from "./words.ts";

interface AuditTableProps {
  readonly entries: readonly Entry[];
  readonly timeZone: string;
}

/** What was noted, an entry a line, each of them a sentence. */
export function AuditTable({ entries, timeZone }: AuditTableProps) {
  return (
    <table className="table-fixed border-collapse" data-testid="audit">
      <TableHead
        columns={[
          { label: words.columns.when, className: "w-36 max-sm:w-28 max-sm:pe-1" },
          { label: words.columns.who, className: "w-56 max-md:hidden" },
          { label: words.columns.what },
          { label: words.columns.from, className: "w-44 max-lg:hidden" },
        ]}
      />
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.seq} entry={entry} timeZone={timeZone} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, timeZone }: { entry: Entry; timeZone: string }) {
  const { at, who, kind, about } = entry;
  const callId = about === null ? null : callOf(about);
  return (
    <tr data-testid="audit-entry" data-kind={kind}>
      <td className="py-1.5 align-top max-sm:pe-1">
        <Moment at={at} />
      </td>
      <td className="py-1.5 align-top max-md:hidden">
        <span className="block font-medium">
          <Name text={nameOf(entry)} cut="end" />
        </span>
        {who.role === null ? null : <span className="block text-ink-2 text-meta">{words.roles[who.role]}</span>}
      </td>
      <td className="py-1.5 align-top [overflow-wrap:anywhere]">
        <span className="md:hidden">
          <bdi className="font-medium">{plainName(nameOf(entry))}</bdi>{" "}
        </span>
        <bdi>{sentenceOf(entry)}</bdi>
        {callId === null ? null : (
          <>
            {" "}
            <Link
              href={`/calls/${encodeURIComponent(callId)}`}
              prefetch={false}
              aria-label={words.openCallOf(fullTime(at, timeZone))}
              className="inline-flex min-h-6 items-center"
            >
              {words.openCall}
            </Link>
          </>
        )}
      </td>
      <td className="py-1.5 align-top text-ink-2 max-lg:hidden">
        <bdi dir="ltr">{who.address}</bdi>
      </td>
    </tr>
  );
}

function nameOf({ who }: Entry): string {
  if (who.role === "open") return words.somebody;
  return who.name ?? (who.role === null ? words.nobody : words.roles[who.role]);
}

function sentenceOf({ kind, about, reason }: Entry): string {
  const thing = about === null ? "" : plainName(about.name ?? about.id);
  const deed = words.deeds[kind](thing);
  return reason === null ? deed : `${deed}, ${words.reasons[reason]}`;
}

/** A row is named by its first call. */
function callOf({ of, id }: NonNullable<Entry["about"]>): string | null {
  if (of === "call") return id;
  return of === "missed" ? id.slice(0, Math.max(0, id.lastIndexOf("@"))) || null : null;
}
