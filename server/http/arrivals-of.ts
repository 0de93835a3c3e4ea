import { maskedDigits } from "#lib/display/masked-digits.ts";
import type { ArrivalKey, ArrivalVerdict, KeyFlaw } from "#lib/protocol/api/connection-answers.ts";
import type { SeenArrival } from "./arrivals.ts";
import { recognisedOf } from "./arrivals-recognised.ts";
import type { Taken } from "./intake.ts";

/** Who knocked, and what the gate made of it. */
export interface Knock {
  readonly method: string;
  readonly address: string;
  readonly admission: { readonly key: ArrivalKey; readonly flaw?: KeyFlaw | null };
}

type Outcome =
  | { readonly taken: Taken; readonly size: number; readonly start: string }
  | { readonly verdict: ArrivalVerdict; readonly status: number };

/** So much is looked at for numbers, and so much is shown of it: a number that the first cuts is not whole in the second. */
const LOOKED_AT = 400;
const SHOWN = 160;

/** A request to the webhook's own address, as people are told of it. */
export function arrivalOf({ method, address, admission }: Knock, outcome: Outcome): SeenArrival {
  const { key, flaw = null } = admission;
  const asked = { method, path: key === "none" ? "/api/webhook/" : "/api/webhook/…", address, key, flaw };
  if ("verdict" in outcome) return { ...asked, ...outcome, reason: null, events: [], size: null, start: "" };
  const { taken, size, start } = outcome;
  const { status, reading } = taken;
  return {
    ...asked,
    verdict: verdictOn(taken),
    status,
    reason: reading.understood ? null : reading.reason,
    events: reading.understood ? recognisedOf(reading.events) : [],
    size,
    start: maskedDigits(start.slice(0, LOOKED_AT)).slice(0, SHOWN),
  };
}

function verdictOn({ status, reading }: Taken): ArrivalVerdict {
  if (status === 503) return "not-kept";
  return reading.understood ? "taken" : "not-understood";
}
