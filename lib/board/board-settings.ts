import type { Directory } from "./directory.ts";
import type { QueueRules, QueueTargets } from "./queue-rules.ts";
import { defaultSite, type SiteSettings } from "./site-settings.ts";

export interface BoardSettings {
  /** IANA name. Today runs from local midnight in it. */
  readonly timeZone: string;
  readonly directory: Directory;
  readonly site: SiteSettings;
  readonly targets: QueueTargets;
  /** Queues with rules of their own; the others have `targets`, and the hours of the site. */
  readonly queueRules: ReadonlyMap<string, QueueRules>;
  /** The same ring within it is a repeat; a ring of another phone later than it is a new round. */
  readonly ringGap: number;
  /** A ring with no other sign of its end is over after it. */
  readonly ringLimit: number;
  /** A caller who gave up after at least this long is a ring no answer of the phones that rang. */
  readonly gaveUpAfter: number;
  /** Ages after which a call that has no end is uncertain. */
  readonly uncertainAfter: {
    readonly ivr: number;
    readonly dialing: number;
    readonly waiting: number;
    readonly talking: number;
  };
  /** A call with a sign of life within it is not uncertain, however old. */
  readonly signOfLife: number;
  /** An uncertain call is closed as unknown after it. */
  readonly closeAfter: number;
}

const { answerWithin, shortAbandon } = defaultSite.limits;
const defaultTargets: QueueTargets = { answerWithin, shortAbandon, ringStrategy: "hunt" };

export const defaultSettings: BoardSettings = {
  timeZone: "UTC",
  directory: new Map(),
  site: defaultSite,
  targets: defaultTargets,
  queueRules: new Map(),
  ringGap: 3,
  ringLimit: 45,
  gaveUpAfter: 10,
  uncertainAfter: { ivr: 10 * 60, dialing: 10 * 60, waiting: 60 * 60, talking: 4 * 60 * 60 },
  signOfLife: 5 * 60,
  closeAfter: 30 * 60,
};
