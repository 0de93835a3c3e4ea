"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { type AuditAnswer, auditAnswer } from "#lib/protocol/api/audit-answers.ts";
import { AuditFilter } from "./audit-filter.tsx";
import { type AuditQuery, everything, readAuditQuery, writeAuditQuery } from "./audit-query.ts";
import { AuditTable } from "./audit-table.tsx";
import { words } from "./words.ts";

/** What people looked at and changed: the filter and the page stand in the address. */
export function AuditScreen() {
  const search = useSearchParams().toString();
  const query = useMemo(() => readAuditQuery(new URLSearchParams(search)), [search]);
  const router = useRouter();
  const change = (wanted: AuditQuery) => router.replace(addressOf(wanted), { scroll: false });
  const answer = useAnswer(`/api/audit?${writeAuditQuery(query)}`, auditAnswer);
  return (
    <OfficeFrame title={words.title} screen="audit">
      <div className="grid gap-4 [&>*]:min-w-0">
        <p className="max-w-prose text-ink-2 text-table">{words.intro}</p>
        <AuditFilter query={query} people={answer.data?.people ?? []} onChange={change} />
        <Panel title={words.title} aside={<CsvLink query={query} />}>
          <AnswerGate answer={answer}>
            {(log) => <Log log={log} query={query} clear={() => change(everything)} />}
          </AnswerGate>
        </Panel>
      </div>
    </OfficeFrame>
  );
}

function addressOf(query: AuditQuery): string {
  const text = writeAuditQuery(query);
  return text === "" ? "/admin/audit" : `/admin/audit?${text}`;
}

function CsvLink({ query }: { query: AuditQuery }) {
  return (
    <a
      href={`/api/audit.csv?${writeAuditQuery({ ...query, before: "" })}`}
      download
      aria-label={words.csvLabel}
      className="inline-flex min-h-7 items-center text-ink-2 text-table"
    >
      {words.csv}
    </a>
  );
}

function Log({ log, query, clear }: { log: AuditAnswer; query: AuditQuery; clear: () => void }) {
  if (log.entries.length === 0) return <Empty asked={writeAuditQuery(query) !== ""} clear={clear} />;
  return (
    <>
      <AuditTable entries={log.entries} timeZone={log.timeZone} />
      {log.next === null && query.before === "" ? null : (
        <p className="flex flex-wrap gap-x-6 gap-y-2 px-4 py-3 text-table">
          {query.before === "" ? null : <PageLink query={{ ...query, before: "" }}>{words.newest}</PageLink>}
          {log.next === null ? null : <PageLink query={{ ...query, before: String(log.next) }}>{words.older}</PageLink>}
        </p>
      )}
    </>
  );
}

function PageLink({ query, children }: { query: AuditQuery; children: string }) {
  return (
    <Link href={addressOf(query)} prefetch={false} className="inline-flex min-h-7 items-center">
      {children}
    </Link>
  );
}

function Empty({ asked, clear }: { asked: boolean; clear: () => void }) {
  if (!asked) return <EmptyState title={words.empty.title}>{words.empty.why}</EmptyState>;
  return (
    <EmptyState title={words.noMatch.title} action={<Button onClick={clear}>{words.filters.clear}</Button>}>
      {words.noMatch.why}
    </EmptyState>
  );
}
