import type { AgentStatus } from "#lib/board/board.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";

export interface Extension {
  readonly extension: string;
  readonly name: string | null;
}

/** Every phone that the directory or the board knows, by number. */
export function knownExtensions(
  agents: readonly AgentStatus[],
  numbers: DirectoryAnswer["numbers"],
): readonly Extension[] {
  const found = new Map<string, Extension>();
  for (const { number, kind, seenAs, name } of numbers) {
    if ((kind ?? seenAs) === "agent") found.set(number, { extension: number, name });
  }
  for (const { extension, name } of agents) {
    found.set(extension, { extension, name: found.get(extension)?.name ?? name });
  }
  return [...found.values()].sort((a, b) => compareNumbers(a.extension, b.extension));
}

/** Those whose number begins with what is typed, or in whose name it stands. */
export function matchingExtensions(extensions: readonly Extension[], typed: string): readonly Extension[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return extensions;
  return extensions.filter(({ extension, name }) => {
    return (
      extension.toLowerCase().startsWith(wanted) ||
      plainName(name ?? "")
        .toLowerCase()
        .includes(wanted)
    );
  });
}

/** What Enter means: the extension typed, or the only one that matches; null: neither. */
export function chosenExtension(matching: readonly Extension[], typed: string): string | null {
  const text = typed.trim();
  if (matching.some(({ extension }) => extension === text)) return text;
  const [only] = matching;
  if (matching.length === 1 && only !== undefined && text !== "") return only.extension;
  return /^[\w*#+-]{1,20}$/.test(text) ? text : null;
}
