/** What this tab keeps until it is closed. Storage may be forbidden to the page: then nothing is kept, and nothing fails. */
export function recallInTab(key: string): string | null {
  try {
    return globalThis.sessionStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** null forgets it. */
export function keepInTab(key: string, value: string | null): void {
  try {
    if (value === null) globalThis.sessionStorage?.removeItem(key);
    else globalThis.sessionStorage?.setItem(key, value);
  } catch {
    // As above.
  }
}
