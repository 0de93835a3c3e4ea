import { type RefObject, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { dialAddress } from "#lib/supervisor/dial-address.ts";
import type { HeldItem } from "#lib/supervisor/held-list.ts";
import type { Command } from "#lib/supervisor/shortcuts.ts";
import type { NoteWanted } from "./note-dialog.tsx";
import type { MissedActs } from "./use-missed-acts.ts";
import { useWorklistKeys } from "./use-worklist-keys.ts";
import { words } from "./words.ts";

interface RowCommandParts {
  readonly items: readonly HeldItem<MissedCaller>[];
  readonly me: string;
  readonly acts: MissedActs;
  readonly region: RefObject<HTMLElement | null>;
  readonly letters: boolean;
  readonly onNote: (wanted: NoteWanted) => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** Which row the keyboard is at, which one is open, and what keys and buttons do with them. */
export function useRowCommands(parts: RowCommandParts) {
  const { items, me, acts, region, letters } = parts;
  const [activeId, setActive] = useState<string | null>(null);
  const [openId, setOpen] = useState<string | null>(null);
  const [focusAsked, setFocusAsked] = useState(0);
  const announce = useAnnounce();
  const at = items.findIndex(({ id }) => id === activeId);
  const rowOf = (id: string | null) => items.find((held) => held.id === id)?.item ?? null;

  const goTo = (index: number) => {
    const target = items[Math.min(Math.max(index, 0), items.length - 1)];
    if (target === undefined) return;
    setActive(target.id);
    setFocusAsked((asked) => asked + 1);
    setOpen((open) => (open === null ? null : target.id));
  };
  const claim = (id: string) => {
    const row = rowOf(id);
    if (row !== null) acts.act(row, row.claimedBy !== null && row.claimedBy === me ? "release" : "claim");
  };
  const undo = (id: string) => {
    const row = rowOf(id);
    if (row?.undoable) acts.act(row, "undo");
    else announce(words.acts.nothingToUndo);
  };
  const toggle = (id: string) => {
    setActive(id);
    setOpen((open) => (open === id ? null : id));
    // The list is shorter beside a detail: its row is brought into sight.
    setFocusAsked((asked) => asked + 1);
  };
  /** The focus goes back to the row the detail was of. */
  const close = () => {
    setOpen(null);
    setFocusAsked((asked) => asked + 1);
  };

  /** From outside the list its row is only come back to. */
  const step = (by: 1 | -1) => goTo(at === -1 || !isInside(region) ? Math.max(at, 0) : at + by);
  const run = (command: Command) => {
    switch (command) {
      case "down":
        return step(1);
      case "up":
        return step(-1);
      case "first":
        return goTo(0);
      case "last":
        return goTo(items.length - 1);
      case "search":
        return parts.onSearch();
      case "help":
        return parts.onHelp();
      case "close":
        return openId === null ? undefined : close();
    }
    const row = rowOf(activeId);
    if (row !== null) actOn(row, command, { ...parts, claim, undo, toggle, announce });
  };
  useWorklistKeys(region, letters, run);

  return {
    activeId,
    openId,
    focusAsked,
    onActivate: setActive,
    onOpen: toggle,
    onClaim: claim,
    onUndo: undo,
    onPutAside: (row: MissedCaller) => acts.act(row, "not-needed"),
    onCloseDetail: close,
  };
}

interface RowDeeds extends Pick<RowCommandParts, "acts" | "onNote"> {
  readonly claim: (id: string) => void;
  readonly undo: (id: string) => void;
  readonly toggle: (id: string) => void;
  readonly announce: (text: string) => void;
}

function actOn(row: MissedCaller, command: Command, { acts, onNote, claim, undo, toggle, announce }: RowDeeds): void {
  // What is resolved is reopened or undone, not done again.
  const open = row.status !== "resolved";
  if (command === "open") toggle(row.id);
  else if (command === "undo") undo(row.id);
  else if (command === "call") call(row, announce);
  else if (command === "claim" && open) claim(row.id);
  else if (command === "not-needed" && open) acts.act(row, "not-needed");
  else if ((command === "attempt" || command === "done") && open) onNote({ row, deed: command });
}

function isInside(region: RefObject<HTMLElement | null>): boolean {
  return region.current?.contains(document.activeElement) ?? false;
}

function call(row: MissedCaller, announce: (text: string) => void): void {
  const address = dialAddress(row.caller);
  if (address !== null) window.location.href = address;
  else announce(row.caller === "" ? words.acts.cannotCall : words.acts.cannotDial);
}
