import { isDeepStrictEqual } from "node:util";
import { admins, staff } from "#lib/access/access.ts";
import { actorOf } from "#lib/access/principal.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { cleanSite, siteFault } from "#lib/board/site-rules.ts";
import type { BoardSpec, SiteSettings } from "#lib/board/site-settings.ts";
import { type SiteAnswer, siteRequest } from "#lib/protocol/api/site-answers.ts";
import { isAddressRange } from "#server/access/address-ranges.ts";
import type { Audit } from "#server/access/audit.ts";
import type { ListedScreen, Screens } from "#server/access/screens.ts";
import type { EnvironmentVariable } from "#server/config/environment-variables.ts";
import { siteVariables } from "#server/config/site-environment.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Acting, keepAct, takenAt } from "./acting.ts";
import { jsonAnswer, problem } from "./answer.ts";
import { type Route, reading } from "./route.ts";

interface SiteParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly journal: Journal;
  readonly screens: Pick<Screens, "list">;
  readonly audit: Pick<Audit, "note">;
  /** As the start gave it. */
  readonly start: SiteSettings;
  readonly environment: readonly EnvironmentVariable[];
}

/** A hundred boards of many queues are more than other acts hold. */
const LARGEST = 512 * 1024;

/** What the operator decides for the whole site. */
export function siteRoutes({
  acting,
  state,
  journal,
  screens,
  audit,
  start,
  environment,
}: SiteParts): readonly Route[] {
  return [
    {
      name: "the site's settings",
      path: "/api/site",
      methods: {
        ...reading(staff, ({ principal }) =>
          jsonAnswer(siteOf(state(), start, environment, actorOf(principal) === "admin")),
        ),
        ...acting({
          access: admins,
          schema: siteRequest,
          limit: LARGEST,
          async take({ by, put: wanted, confirm = false }, { principal, address }) {
            const { settings, amendments, rev } = state();
            const { site } = settings;
            const put = cleanSite(withoutAbsent(wanted));
            const fault =
              siteFault({ ...site, ...put }) ??
              sendersFault(put.senders ?? []) ??
              (put.boards ? boardInUse(site.boards, put.boards, await screens.list()) : null);
            if (fault !== null) return problem(400, fault);
            const news = keysOf(put).filter(
              (key) => !isDeepStrictEqual(put[key], site[key]) || (confirm && amendments.site[key] === undefined),
            );
            if (news.length === 0) return takenAt(rev);
            const about = { of: "settings", id: news.join(", "), name: null } as const;
            await audit.note({ by: principal, address, kind: "settings-changed", about });
            return keepAct(journal, { of: "site", by, put: Object.fromEntries(news.map((key) => [key, put[key]])) });
          },
        }),
      },
    },
  ];
}

/** A board that screens show stays, until they show another. */
function boardInUse(
  before: readonly BoardSpec[],
  after: readonly BoardSpec[],
  screens: readonly ListedScreen[],
): string | null {
  const gone = before.filter(({ id }) => !after.some((board) => board.id === id));
  const left = screens.filter(({ board }) => gone.some(({ id }) => id === board)).map(({ name }) => name);
  return left.length === 0 ? null : `A board cannot be removed while screens show it: ${left.join(", ")}.`;
}

function sendersFault(senders: readonly string[]): string | null {
  const wrong = senders.findIndex((range) => !isAddressRange(range));
  if (wrong === -1) return null;
  return `senders must be addresses or ranges such as 10.0.0.5 or 192.168.0.0/16; the ${wrong + 1}. is neither.`;
}

function siteOf(
  { settings, settingsRev, amendments }: BoardState,
  start: SiteSettings,
  environment: readonly EnvironmentVariable[],
  forAdmin: boolean,
): SiteAnswer {
  const { senders, ...site } = settings.site;
  const set = new Set(environment.flatMap((variable) => (variable.set ? [variable.name] : [])));
  const given = siteVariables.filter(({ variable }) => set.has(variable));
  return {
    settingsRev,
    timeZone: settings.timeZone,
    site: {
      ...site,
      hours: site.hours && [...site.hours],
      boards: site.boards.map(({ queues, agents, ...board }) => ({
        ...board,
        queues: queues && [...queues],
        agents: agents && [...agents],
      })),
    },
    decided: [...new Set([...keysOf(amendments.site), ...given.map(({ key }) => key)])],
    admin: forAdmin
      ? {
          senders: [...senders],
          given: given.map(({ key, part, variable }) => ({
            setting: part === null ? key : `${key}.${part}`,
            variable,
            changed: !isDeepStrictEqual(settingOf(start, key, part), settingOf(settings.site, key, part)),
          })),
          environment: environment.map((variable) => ({ ...variable })),
        }
      : null,
  };
}

function settingOf(site: SiteSettings, key: keyof SiteSettings, part: string | null): unknown {
  return part === null ? site[key] : Object.entries(site[key] ?? {}).find(([name]) => name === part)?.[1];
}

function keysOf(put: Partial<SiteSettings>): (keyof SiteSettings)[] {
  return Object.keys(put) as (keyof SiteSettings)[];
}

type Wanted = { readonly [K in keyof SiteSettings]?: SiteSettings[K] | undefined };

function withoutAbsent(wanted: Wanted): Partial<SiteSettings> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
