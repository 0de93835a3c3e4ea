import { useSyncExternalStore } from "react";
import { create } from "zustand";
import { forget, recall, remember } from "./storage.ts";

/** Who says to be sitting here. Kept by this browser; it proves nothing, and is asked for when an act needs a name. */
export interface Identity {
  readonly name: string | null;
  readonly setName: (name: string | null) => void;
  /** Digits of one's own phone, for the desk; null: not said. */
  readonly extension: string | null;
  readonly setExtension: (extension: string | null) => void;
}

/** What an act takes as `by`. */
export const longestName = 60;

const keys = { name: "ringside-name", extension: "ringside-extension" } as const;

interface Asking {
  readonly answer: (name: string | null) => void;
}

interface IdentityStore {
  readonly name: string | null;
  readonly extension: string | null;
  /** Those who wait for a name, while the question is on the screen. */
  readonly asking: readonly Asking[];
  /** Whether the dialog is open without an act waiting for it. */
  readonly changing: boolean;
}

const store = create<IdentityStore>()(() => ({
  name: clean(recall(keys.name)),
  extension: clean(recall(keys.extension)),
  asking: [],
  changing: false,
}));

export function useIdentity(): Identity {
  const name = useKept((identity) => identity.name);
  const extension = useKept((identity) => identity.extension);
  return { name, setName: keepName, extension, setExtension: keepExtension };
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
  const { name, asking } = store.getState();
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
  const { asking, name } = store.getState();
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
