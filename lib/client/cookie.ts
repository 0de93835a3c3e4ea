/** s: as long as browsers keep a cookie. */
const longest = 400 * 86_400;

/** Has this browser tell the server something with every page it asks for; null: no longer. Nothing secret. */
export function keepCookie(name: string, value: string | null): void {
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one needs HTTPS, which an office may not have
    document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value === null ? 0 : longest}; samesite=lax`;
  } catch {
    // Where cookies are forbidden, nothing is kept.
  }
}
