"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { Name } from "#components/board/name.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { chosenExtension, type Extension, knownExtensions, matchingExtensions } from "#lib/desk/extension-choices.ts";
import { words } from "./words.ts";

const nobody: readonly AgentStatus[] = [];

const deskAddress = (extension: string) => `/desk/${encodeURIComponent(extension)}`;

/**
 * Asks whose desk this is; who has said it before is led there at once, unless they came to change it. Who signed in as
 * an agent has the phone that an admin gave them, and no other.
 */
export function DeskChooser() {
  const router = useRouter();
  const wantsToChange = useSearchParams().has("choose");
  const { account, extension, setExtension } = useIdentity();
  const isAgent = account?.role === "agent";
  const changing = wantsToChange && !isAgent;
  useEffect(() => {
    if (extension !== null && !changing) router.replace(deskAddress(extension));
  }, [extension, changing, router]);
  const choose = (chosen: string) => {
    setExtension(chosen);
    router.push(deskAddress(chosen));
  };
  return (
    <OfficeFrame title={words.choose.title} screen="desk">
      <div className="max-w-xl">
        <Panel title={isAgent ? words.choose.given : words.choose.question}>
          {isAgent ? (
            <EmptyState title={words.choose.noneGiven}>{words.choose.noneGivenWhy}</EmptyState>
          ) : (
            <Choice choose={choose} keep={setExtension} />
          )}
        </Panel>
      </div>
    </OfficeFrame>
  );
}

function Choice({ choose, keep }: { choose: (extension: string) => void; keep: (extension: string) => void }) {
  const agents = useBoardLink((link) => link.board?.agents ?? nobody);
  const { data } = useDirectory();
  const [typed, setTyped] = useState("");
  const known = useMemo(() => knownExtensions(agents, data?.numbers ?? []), [agents, data]);
  const matching = useMemo(() => matchingExtensions(known, typed), [known, typed]);
  const chosen = chosenExtension(matching, typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null) choose(chosen);
  };
  return (
    <>
      <form className="grid gap-3 px-4 pb-3" onSubmit={submit}>
        <p className="text-ink-2 text-table">{words.choose.why}</p>
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-48 flex-1">
            <TextField
              label={words.choose.search}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              maxLength={40}
              autoComplete="off"
              autoFocus
            />
          </div>
          <Button tone="primary" type="submit" disabled={chosen === null}>
            {words.choose.open}
          </Button>
        </div>
      </form>
      <Known extensions={matching} none={known.length === 0 ? words.choose.none : words.choose.noMatch} keep={keep} />
    </>
  );
}

function Known(props: { extensions: readonly Extension[]; none: string; keep: (extension: string) => void }) {
  if (props.extensions.length === 0) return <p className="px-4 pb-4 text-ink-2 text-table">{props.none}</p>;
  return (
    <ul aria-label={words.choose.known} data-testid="extensions">
      {props.extensions.map(({ extension, name }) => (
        <li key={extension} className="border-rule border-t">
          <Link
            href={deskAddress(extension)}
            prefetch={false}
            className="flex min-h-11 items-center gap-4 px-4 text-table hover:bg-raised"
            onClick={() => props.keep(extension)}
          >
            <span className="figure min-w-16 max-w-1/2 shrink-0 truncate font-medium">{extension}</span>
            {name === null ? null : <Name text={name} cut="end" />}
          </Link>
        </li>
      ))}
    </ul>
  );
}
