import { type Answer, useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { arrivalsAnswer } from "#lib/protocol/api/connection-answers.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { screensAnswer } from "#lib/protocol/api/screens-answers.ts";
import { type SiteAnswer, siteAnswer } from "#lib/protocol/api/site-answers.ts";
import type { SetupFacts } from "#lib/setup/setup-steps.ts";

/** What the steps are judged by, and what could not be asked for. */
export interface KnownSetup {
  /** null until all of it is known. */
  readonly facts: SetupFacts | null;
  readonly site: Answer<SiteAnswer>;
  /** The first answer that is missing. */
  readonly awaited: Answer<unknown>;
}

/** For admins. Asked again whenever the board moves by which it could change. */
export function useSetupFacts(access: SetupFacts["access"]): KnownSetup {
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const lastEventAt = useBoardLink((link) => link.lastEventAt);
  const site = useAnswer("/api/site", siteAnswer, { refreshWhen: settingsRev });
  const directory = useDirectory({ refreshWhen: lastEventAt === null ? "before" : "after" });
  const arrivals = useAnswer("/api/arrivals", arrivalsAnswer, { refreshWhen: lastEventAt });
  const screens = useAnswer("/api/screens", screensAnswer, { refreshWhen: settingsRev });
  const answers = [site, directory, arrivals, screens];
  const awaited = answers.find(({ data }) => data === null) ?? site;
  if (site.data === null || directory.data === null || arrivals.data === null || screens.data === null) {
    return { facts: null, site, awaited };
  }
  const listed = namedNumbers(directory.data);
  return {
    facts: {
      access,
      hasAccount: access === "closed",
      hasEvent: arrivals.data.lastEventAt !== null,
      numbers: listed.length,
      unnamed: listed.filter(({ name }) => name === null).length,
      limitsDecided: site.data.decided.includes("limits"),
      screens: screens.data.screens.length,
    },
    site,
    awaited,
  };
}

/** Queues and phones: a menu's name is seen by nobody but the supervisor. */
export function namedNumbers({ numbers }: DirectoryAnswer): DirectoryAnswer["numbers"] {
  return numbers.filter(({ kind, seenAs }) => (kind ?? seenAs) === "queue" || (kind ?? seenAs) === "agent");
}
