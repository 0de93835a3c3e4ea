import * as z from "zod/mini";

// What admins see and decide of the way by which the phone system's requests come in.

const text = z.string();
const maybeText = z.nullable(text);
const by = text.check(z.trim(), z.minLength(1), z.maxLength(60));

/** Which key a request came with. `ended`: one whose time is over. `test`: of the server's own test request. */
export const arrivalKey = z.enum(["current", "previous", "ended", "test", "wrong", "none"]);

/** What can be told of a wrong key without telling the key. `spelling`: the right one, but for what clings to it. */
export const keyFlaw = z.enum(["blanks", "placeholder", "cut-off", "too-long", "unknown"]);

export const arrivalVerdict = z.enum([
  "taken",
  /** Kept in the journal, with the reason. */
  "not-understood",
  "wrong-key",
  /** The key is right, and the sender's address is none of those that may send. */
  "sender-not-allowed",
  "too-large",
  "compressed",
  "wrong-method",
  "cut-off",
  /** The journal could not be written. */
  "not-kept",
  /** Bytes that are no HTTP request. */
  "unreadable",
  /** HTTPS, where this server speaks HTTP. */
  "https",
  /** To another address than the webhook's. */
  "misdirected",
]);

/** What one event of a request was recognised as. A number that is named is the phone system's own, never a caller's. */
export const recognised = z.object({
  kind: z.enum(["reached", "dialed", "answered", "ended", "recorded", "unrecognised"]),
  /** What the sender calls an event that is not known. */
  name: maybeText,
  queue: maybeText,
  extension: maybeText,
  caller: z.boolean(),
});

/** A request that came to the webhook, or was meant for it. */
export const arrival = z.object({
  /** Counts up from 1 since the server started. */
  id: z.number(),
  at: text,
  method: text,
  /** Without the key. */
  path: text,
  address: text,
  key: arrivalKey,
  /** Of a wrong key. */
  flaw: z.nullable(keyFlaw),
  verdict: arrivalVerdict,
  /** What it was answered; null: nothing could be answered. */
  status: z.nullable(z.number()),
  /** A sentence, where the verdict alone does not say enough. */
  reason: maybeText,
  /** At most five. */
  events: z.array(recognised),
  /** Of the body or the query, in bytes or characters; null where it was not read. */
  size: z.nullable(z.number()),
  /** How the body or the query begins, the digits of its numbers made dots. */
  start: text,
  /** How many like it came since, one soon after the other: they are counted here, and not listed. */
  more: z.number(),
});

/** `GET /api/arrivals`: the last ones, newest first: at most 200 with a right key, and 200 others. */
export const arrivalsAnswer = z.object({
  /** Clock of the server, for how long it has been waiting. */
  now: text,
  /** When the server started to listen. */
  since: text,
  /** When the phone system was last understood, since ever; tests do not count. */
  lastEventAt: maybeText,
  arrivals: z.array(arrival),
});

/** `GET /api/webhook-key`. */
export const webhookKeyAnswer = z.object({
  /** `environment`: the operator gives the keys; they are changed there. */
  from: z.enum(["server", "environment"]),
  /** The address without the key: ends in a slash. */
  address: text,
  /** Whether the key can still be shown. */
  showable: z.boolean(),
  /** Newest first: the current one, and the one before it while it is still valid. */
  keys: z.array(
    z.object({
      is: z.enum(["current", "previous"]),
      madeAt: maybeText,
      /** null: it does not end by itself. */
      until: maybeText,
      /** When a delivery was last taken with it. */
      lastUsedAt: maybeText,
    }),
  ),
  /** Addresses and ranges that may send; empty: any. */
  senders: z.array(text),
  /** Proxies that are believed. */
  proxies: z.array(text),
});

/** `POST /api/webhook-key/show`: the whole address, as long as the key is kept in plain text. */
export const showKeyRequest = z.object({ by });
/** `POST /api/webhook-key/pasted`: the key need not be shown again. */
export const pastedKeyRequest = z.object({ by });
/** `POST /api/webhook-key/rotate`: a new key. The one that was current stays valid for the overlap. */
export const rotateKeyRequest = z.object({ by, overlapHours: z.number().check(z.int(), z.gte(0), z.lte(720)) });
/** `POST /api/webhook-key/end`: the previous key ends now. */
export const endKeyRequest = z.object({ by });
/** Of `show` and `rotate`. */
export const shownKeyAnswer = z.object({ address: text });

/** Of `pasted` and `end`. */
export const doneAnswer = z.object({ ok: z.boolean() });

/** `POST /api/test-event`. */
export const testEventRequest = z.object({ by });
export const testEventAnswer = z.object({
  status: z.number(),
  /** How long the server took to answer itself. */
  ms: z.number(),
});

/** `GET /api/deliveries?verdict=refused|any&before=SEQ&limit=N`: newest first. */
export const deliveriesAnswer = z.object({
  /** How many were not understood. */
  refused: z.number(),
  deliveries: z.array(
    z.object({
      seq: z.number(),
      at: text,
      method: z.enum(["POST", "GET"]),
      contentType: maybeText,
      /** Why today's parser does not understand it; null: it does. */
      reason: maybeText,
      events: z.array(recognised),
      /** Characters. */
      size: z.number(),
      /** The digits of its numbers made dots. At most 2000 characters. */
      masked: text,
    }),
  ),
  /** The `before` of the next page; null after the last. */
  next: z.nullable(z.number()),
});

/** `POST /api/deliveries/reveal`: one delivery as it came. */
export const revealDeliveryRequest = z.object({ by, seq: z.number().check(z.int(), z.gte(1)) });
export const revealDeliveryAnswer = z.object({ body: maybeText, query: maybeText });

/** `POST /api/deliveries/replay`: reads a delivery that was refused with today's parser. */
export const replayRequest = z.object({ by, seq: z.number().check(z.int(), z.gte(1)) });
export const replayAnswer = z.object({
  understood: z.boolean(),
  /** Why it still is not. */
  reason: maybeText,
  events: z.array(recognised),
});

export type Arrival = z.output<typeof arrival>;
export type ArrivalKey = z.output<typeof arrivalKey>;
export type ArrivalVerdict = z.output<typeof arrivalVerdict>;
export type KeyFlaw = z.output<typeof keyFlaw>;
export type Recognised = z.output<typeof recognised>;
export type ArrivalsAnswer = z.output<typeof arrivalsAnswer>;
export type WebhookKeyAnswer = z.output<typeof webhookKeyAnswer>;
export type DeliveriesAnswer = z.output<typeof deliveriesAnswer>;
