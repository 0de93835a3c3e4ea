import { z } from "zod";
import { cleanSite, siteFault } from "#lib/board/site-rules.ts";
import { defaultSite, type SiteSettings } from "#lib/board/site-settings.ts";
import { isAddressRange } from "#server/access/address-ranges.ts";
import { ConfigError } from "#server/start-error.ts";
import { readBoards } from "./boards-text.ts";
import { form, list, variable, wholeNumber, yesOrNo } from "./environment-text.ts";
import { readHours } from "./hours-text.ts";

const { keep, limits } = defaultSite;

/** What the environment says of the site. What is changed at a screen later outweighs it. */
export const siteEnvironment = {
  RINGSIDE_PLACE: variable(z.string().trim().default(defaultSite.place)),
  RINGSIDE_MASKING: variable(
    z.enum(["none", "last-three", "all"], "must be none, last-three or all").default(defaultSite.masking),
  ),
  RINGSIDE_WORKS_COUNCIL: variable(yesOrNo().default(defaultSite.worksCouncil)),
  RINGSIDE_KEEP_RAW_DAYS: variable(wholeNumber(1, 400).default(keep.rawDays)),
  RINGSIDE_KEEP_CALL_MONTHS: variable(wholeNumber(1, 60).default(keep.callMonths)),
  RINGSIDE_ANSWER_WITHIN: variable(wholeNumber(1, 3600).default(limits.answerWithin)),
  RINGSIDE_SHORT_ABANDON: variable(wholeNumber(0, 600).default(limits.shortAbandon)),
  RINGSIDE_WATCH_AFTER: variable(wholeNumber(1, 3600).default(limits.watchAfter)),
  RINGSIDE_ALARM_AFTER: variable(wholeNumber(1, 7200).default(limits.alarmAfter)),
  RINGSIDE_HOURS: variable(
    form(readHours, "must be days and times, such as Mo-Fr 08:00-18:00, Sa 09:00-12:00").nullable().default(null),
  ),
  RINGSIDE_BOARDS: variable(
    form(readBoards, "must be names with queues, such as Sales: 820 821; Support: 822").default([
      ...defaultSite.boards,
    ]),
  ),
  RINGSIDE_WEBHOOK_SENDERS: variable(
    list(isAddressRange, "must be addresses or ranges, with commas between them: 10.0.0.5, 192.168.0.0/16").default([]),
  ),
};

/** Which variable gives which setting. */
export interface SiteVariable {
  readonly variable: keyof typeof siteEnvironment;
  readonly key: keyof SiteSettings;
  /** Of a setting that has several. */
  readonly part: string | null;
}

export const siteVariables: readonly SiteVariable[] = [
  { variable: "RINGSIDE_PLACE", key: "place", part: null },
  { variable: "RINGSIDE_MASKING", key: "masking", part: null },
  { variable: "RINGSIDE_WORKS_COUNCIL", key: "worksCouncil", part: null },
  { variable: "RINGSIDE_KEEP_RAW_DAYS", key: "keep", part: "rawDays" },
  { variable: "RINGSIDE_KEEP_CALL_MONTHS", key: "keep", part: "callMonths" },
  { variable: "RINGSIDE_ANSWER_WITHIN", key: "limits", part: "answerWithin" },
  { variable: "RINGSIDE_SHORT_ABANDON", key: "limits", part: "shortAbandon" },
  { variable: "RINGSIDE_WATCH_AFTER", key: "limits", part: "watchAfter" },
  { variable: "RINGSIDE_ALARM_AFTER", key: "limits", part: "alarmAfter" },
  { variable: "RINGSIDE_HOURS", key: "hours", part: null },
  { variable: "RINGSIDE_BOARDS", key: "boards", part: null },
  { variable: "RINGSIDE_WEBHOOK_SENDERS", key: "senders", part: null },
];

const environment = z.object(siteEnvironment);

/** Throws `ConfigError` where what is said does not fit together: no screen could save settings on top of it. */
export function siteOf(said: z.output<typeof environment>): SiteSettings {
  const texts = cleanSite({ place: said.RINGSIDE_PLACE, boards: said.RINGSIDE_BOARDS });
  const site: SiteSettings = {
    ...defaultSite,
    masking: said.RINGSIDE_MASKING,
    worksCouncil: said.RINGSIDE_WORKS_COUNCIL,
    keep: { rawDays: said.RINGSIDE_KEEP_RAW_DAYS, callMonths: said.RINGSIDE_KEEP_CALL_MONTHS },
    limits: {
      answerWithin: said.RINGSIDE_ANSWER_WITHIN,
      shortAbandon: said.RINGSIDE_SHORT_ABANDON,
      watchAfter: said.RINGSIDE_WATCH_AFTER,
      alarmAfter: said.RINGSIDE_ALARM_AFTER,
    },
    hours: said.RINGSIDE_HOURS,
    senders: said.RINGSIDE_WEBHOOK_SENDERS,
    ...texts,
  };
  const fault = siteFault(site);
  if (fault !== null) throw new ConfigError(inVariables(fault));
  return site;
}

/** A sentence about settings, with the names of the variables that give them. */
function inVariables(sentence: string): string {
  return siteVariables.reduce(
    (text, { variable: name, key, part }) =>
      part === null ? text.replace(new RegExp(`^${key}\\b`), name) : text.replaceAll(`${key}.${part}`, name),
    sentence,
  );
}
