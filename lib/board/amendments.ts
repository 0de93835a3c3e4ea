import type { BoardSettings } from "./board-settings.ts";
import type { DirectoryEntry } from "./directory.ts";
import type { QueueRules } from "./queue-rules.ts";
import type { SiteSettings } from "./site-settings.ts";

/** What acts made of the settings that a start was given: it outweighs them. */
export interface Amendments {
  /** By number; null: nothing is said of it, whatever the start's directory says. */
  readonly directory: ReadonlyMap<string, DirectoryEntry | null>;
  /** By queue; null: the rules of every queue. */
  readonly queueRules: ReadonlyMap<string, QueueRules | null>;
  readonly site: Partial<SiteSettings>;
}

export const noAmendments: Amendments = { directory: new Map(), queueRules: new Map(), site: {} };

export function amend(settings: BoardSettings, amendments: Amendments): BoardSettings {
  const site = { ...settings.site, ...amendments.site };
  const { answerWithin, shortAbandon } = site.limits;
  return {
    ...settings,
    site,
    targets: { ...settings.targets, answerWithin, shortAbandon },
    directory: laidOver(settings.directory, amendments.directory),
    queueRules: laidOver(settings.queueRules, amendments.queueRules),
  };
}

function laidOver<V>(under: ReadonlyMap<string, V>, over: ReadonlyMap<string, V | null>): ReadonlyMap<string, V> {
  if (over.size === 0) return under;
  const sum = new Map(under);
  for (const [key, value] of over) {
    if (value === null) sum.delete(key);
    else sum.set(key, value);
  }
  return sum;
}
