import { useSyncExternalStore } from "react";
import { create } from "zustand";
import type { Role } from "#lib/access/role.ts";
import { forget, recall, remember } from "./storage.ts";

/**
 * Who sits here. Where people sign in, the account says it. Else they say it themselves: kept by this browser, it proves
 * nothing, and is asked for when an act needs a name.
 */
export interface Identity {
  /** null: they say it themselves. */
  readonly account: SignedIn | null;
  readonly name: string | null;
  readonly setName: (name: string | null) => void;
  /** One's own phone, for the desk: the account's, else what was chosen, which agents do not; null: none. */
  readonly extension: string | null;
  readonly setExtension: (extension: string | null) => void;
}

export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Bound to the account; null: none. */
  readonly extension: string | null;
}

/** What an act takes as `by`. */
export const longestName = 60;

const keys = { name: "ringside-name", extension: "ringside-extension" } as const;

interface Asking {
  readonly answer: (name: string | null) => void;
}

interface IdentityStore {
  readonly account: SignedIn | null;
  readonly name: string | null;
  readonly extension: string | null;
  /** Those who wait for a name, while the question is on the screen. */
  readonly asking: readonly Asking[];
  /** Whether the dialog is open without an act waiting for it. */
  readonly changing: boolean;
}

const store = create<IdentityStore>()(() => ({
  account: null,
  name: clean(recall(keys.name)),
  extension: clean(recall(keys.extension)),
  asking: [],
  changing: false,
}));

export function useIdentity(): Identity {
  const account = store((identity) => identity.account);
  const name = useKept(nameOf);
  const extension = useKept(extensionOf);
  return { account, name, setName: keepName, extension, setExtension: keepExtension };
}

/** Who signed in, once the server has said it; null: nobody does. Acts that waited for a name have one by it. */
export function signedInAs(account: SignedIn | null): void {
  store.setState({ account });
  if (account !== null) closeIdentityQuestion();
}

export function signedIn(): SignedIn | null {
  return store.getState().account;
}

function nameOf({ account, name }: IdentityStore): string | null {
  return account === null ? name : account.name;
}

function extensionOf({ account, extension }: IdentityStore): string | null {
  if (account === null) return extension;
  return account.role === "agent" ? account.extension : (account.extension ?? extension);
}

/** null while the server renders: it does not know who sits here. */
function useKept(select: (identity: IdentityStore) => string | null): string | null {
  return useSyncExternalStore(
    subscribe,
    () => select(store.getState()),
    () => null,
  );
}

/** Another tab of this browser is the same person. */
function subscribe(listener: () => void): () => void {
  const stop = store.subscribe(listener);
  const read = (event: StorageEvent) => {
    if (event.key === keys.name) store.setState({ name: clean(event.newValue) });
    if (event.key === keys.extension) store.setState({ extension: clean(event.newValue) });
  };
  window.addEventListener("storage", read);
  return () => {
    stop();
    window.removeEventListener("storage", read);
  };
}

export function keepName(name: string | null): void {
  store.setState({ name: keep(keys.name, name) });
}

function keepExtension(extension: string | null): void {
  store.setState({ extension: keep(keys.extension, extension) });
}

/** The name for an act's `by`: at once where it is known, else once the person has said it; null if they would not. */
export function askWho(): Promise<string | null> {
  const { asking } = store.getState();
  const name = nameOf(store.getState());
  if (name !== null) return Promise.resolve(name);
  return new Promise((answer) => store.setState({ asking: [...asking, { answer }] }));
}

/** Opens the dialog for who wants to change what they said. */
export function changeIdentity(): void {
  store.setState({ changing: true });
}

export function useIdentityQuestion(): { readonly open: boolean; readonly needed: boolean } {
  const needed = store((identity) => identity.asking.length > 0);
  const changing = store((identity) => identity.changing);
  return { open: needed || changing, needed };
}

/** The dialog was closed: whoever waited is told the name, or that there is none. */
export function closeIdentityQuestion(): void {
  const { asking } = store.getState();
  const name = nameOf(store.getState());
  store.setState({ asking: [], changing: false });
  for (const { answer } of asking) answer(name);
}

function keep(key: string, value: string | null): string | null {
  const kept = clean(value);
  if (kept === null) forget(key);
  else remember(key, kept);
  return kept;
}

function clean(value: string | null): string | null {
  const text = value?.trim().slice(0, longestName) ?? "";
  return text === "" ? null : text;
}
