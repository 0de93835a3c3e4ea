/** What holds words that nobody has kept yet; a search or a date stands in the page's address. */
const wordFields = "textarea, input:not([type]), input:is([type=text], [type=tel])";

/** Whether a reload would take something from somebody: an open dialog, a form with words in it, a field at work. */
export function isBeingWrittenOn(): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(wordFields);
  return [...fields].some((field) => field.value !== "" && (field.form !== null || field === document.activeElement));
}
