/** Signs that show nothing themselves, but turn, hide or join what stands around them. Tabs and line ends are layout. */
const hidden = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/gu;

/** Text as it came, with what cannot be seen made visible: `⟨U+202E⟩`. For looking at; what is copied is the text itself. */
export function visibleText(text: string): string {
  return text.replaceAll(hidden, (sign) => {
    return `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
