/** Puts a text on the clipboard; after a press only. Answers whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Browsers keep it from pages that came over plain HTTP, as they do in many an office: there the old way is left.
    if (navigator.clipboard === undefined) return copyByCommand(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copyByCommand(text: string): boolean {
  let taken = false;
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    taken = true;
  };
  document.addEventListener("copy", give);
  document.execCommand("copy");
  document.removeEventListener("copy", give);
  return taken;
}
