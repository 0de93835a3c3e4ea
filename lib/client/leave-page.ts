import { signedIn } from "./identity.ts";
import { fieldsAtWork } from "./page-in-use.ts";
import { keepUnsaved } from "./unsaved-words.ts";

let leaving = false;

/** For who leads away from the page by themselves: nothing else does, until the answer is called. */
export function leaveByOneself(): () => void {
  leaving = true;
  return () => {
    leaving = false;
  };
}

/**
 * Leads away from a page that the person may no longer see, and back to it from there. What they were writing is kept
 * for when they are back. Only the first call counts: everything on the page finds out at the same time.
 *
 * @param to path of the page where one is let in
 */
export function leavePage(to: string): void {
  if (leaving) return;
  leaving = true;
  const writer = signedIn()?.id;
  if (writer !== undefined) keepUnsaved({ writer, fields: fieldsAtWork().map(fieldOf) });
  const { pathname, search } = window.location;
  window.location.assign(`${to}?${new URLSearchParams({ next: pathname + search })}`);
}

function fieldOf(field: HTMLInputElement | HTMLTextAreaElement) {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? "";
  return { label, text: field.value };
}
