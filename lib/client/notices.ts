import { useSyncExternalStore } from "react";
import { create } from "zustand";
import { forget, recall, remember } from "./storage.ts";

/**
 * Whether this page may tell of a ring outside its window. `off`: nobody has asked for it yet; every other state but `on`
 * is one in which the browser does not let it.
 */
export type NoticeState = "unsupported" | "insecure" | "denied" | "off" | "on";

const key = "ringside-ring-notices";

interface Notices {
  readonly wanted: boolean;
  /** Constructing one failed, as it does on phones. */
  readonly broken: boolean;
  /** Counts how often the permission may have changed. */
  readonly asked: number;
}

const store = create<Notices>()(() => ({ wanted: recall(key) === "on", broken: false, asked: 0 }));

/** null while the server renders. */
export function useNoticeState(): NoticeState | null {
  return useSyncExternalStore(subscribe, read, () => null);
}

/** After a press only: a browser refuses a page that asks by itself. */
export async function turnOnNotices(): Promise<void> {
  remember(key, "on");
  store.setState({ wanted: true });
  if (read() === "off") await Notification.requestPermission();
  store.setState(({ asked }) => ({ asked: asked + 1 }));
}

export function turnOffNotices(): void {
  forget(key);
  store.setState({ wanted: false });
}

export interface Notice {
  /** One notice for each: a newer one takes the place of the older. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

/** Shows it until the answer is called; a press on it leads back to this window. */
export function showNotice({ tag, title, body }: Notice): () => void {
  try {
    const notice = new Notification(title, { tag, body, requireInteraction: true });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    return () => notice.close();
  } catch {
    store.setState({ broken: true });
    return nothingShown;
  }
}

const nothingShown = () => undefined;

function read(): NoticeState {
  const { wanted, broken } = store.getState();
  if (!window.isSecureContext) return "insecure";
  if (broken || !("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return wanted && Notification.permission === "granted" ? "on" : "off";
}

/** A permission is also given and taken in the browser's own settings, which this page is left for. */
function subscribe(listener: () => void): () => void {
  const stop = store.subscribe(listener);
  window.addEventListener("focus", listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    stop();
    window.removeEventListener("focus", listener);
    document.removeEventListener("visibilitychange", listener);
  };
}
