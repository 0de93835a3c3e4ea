/** What holds words that nobody has kept yet; a search or a date stands in the page's address. */
const wordFields =
  ":is(textarea, input:not([type]), input:is([type=text], [type=tel], [type=email])):not([autocomplete$=password])";

/** Whether a reload would take something from somebody: an open dialog, a form with words in it, a field at work. */
export function isBeingWrittenOn(): boolean {
  return document.querySelector("dialog[open]") !== null || fieldsAtWork().length > 0;
}

/** The fields with words that are not kept yet: those of forms, and the one somebody is in. Never a password's, shown or not. */
export function fieldsAtWork(): (HTMLInputElement | HTMLTextAreaElement)[] {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(wordFields);
  return [...fields].filter(
    (field) => field.value !== "" && (field.form !== null || field === document.activeElement) && !field.readOnly,
  );
}
