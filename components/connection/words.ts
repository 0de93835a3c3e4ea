import type { Arrival, ArrivalVerdict, KeyFlaw, Recognised } from "#lib/protocol/api/connection-answers.ts";

const verdicts: Readonly<Record<ArrivalVerdict, string>> = {
  taken: "Taken",
  "not-understood": "Not understood",
  "wrong-key": "Wrong key",
  "sender-not-allowed": "Sender not allowed",
  "too-large": "Too large",
  compressed: "Compressed",
  "wrong-method": "Wrong method",
  "cut-off": "Cut off",
  "not-kept": "Could not be saved",
  unreadable: "No HTTP request",
  https: "HTTPS on an HTTP port",
  misdirected: "Wrong address",
};

const flaws: Readonly<Record<KeyFlaw, string>> = {
  blanks: "The key in it holds blanks: it was broken over two lines, or copied with what stood around it.",
  placeholder: "The placeholder still stands where the key belongs.",
  "cut-off": "The key in it is shorter than yours: it was cut off when it was copied.",
  "too-long": "The key in it is longer than yours: something else clings to it.",
  unknown: "It is as long as yours, but another one.",
};

const copyAgain = "Copy the address again, whole, into WEBHOOK_URL, and restart the webhook service.";

/** What to do about a refusal; of what was taken nothing. */
const remedies: Readonly<Record<Exclude<ArrivalVerdict, "taken" | "wrong-key">, string>> = {
  "not-understood":
    "It is kept with its full text, and read again when a later version understands it. If none of your calls is understood, check that WEBHOOK_URL is the whole address and no template was changed.",
  "sender-not-allowed":
    "The key is right, but the address it came from is not in the list of senders. If it is your phone system, add it there. If it is not, somebody else has the key: make a new one. The sender is told no more than of a wrong key.",
  "too-large": "An event has a few hundred bytes; 64 KiB are taken at most. Something else was sent to this address.",
  compressed: "Switch the compression of requests off: in the sender, or in a proxy between.",
  "wrong-method": "Events come by POST or by GET. Check HTTP_REQUEST_METHOD_POST in WebhooksApi.ini.",
  "cut-off": "The sender went away in the middle, or was too slow. If it happens again, look at the network between.",
  "not-kept":
    "The journal cannot be written: look at the disk of this server. The event is lost, unless it is sent again.",
  unreadable: "Something that does not speak HTTP knocked: a scanner, a monitor, or a sender with another protocol.",
  https:
    "The sender speaks HTTPS, and this port speaks HTTP. Write http:// into WEBHOOK_URL, or send it to the proxy that speaks HTTPS.",
  misdirected: `It looks like an event, but was sent to another address of this server. The webhook’s address is /api/webhook/ and the key. ${copyAgain}`,
};

const kinds: Readonly<Record<Recognised["kind"], string>> = {
  reached: "call comes in",
  dialed: "call goes out",
  answered: "call answered",
  ended: "call ended",
  recorded: "recording ready",
  unrecognised: "unknown event",
};

function whyOf({ verdict, key, flaw }: Arrival): string | null {
  if (verdict === "taken") return null;
  if (verdict !== "wrong-key") return remedies[verdict];
  if (key === "ended") return `It came with the previous key, whose time is over. ${copyAgain}`;
  if (key === "none") return `There is no key in it. ${copyAgain}`;
  return `${flaw === null ? "" : `${flaws[flaw]} `}${copyAgain} If you do not know the sender, nothing needs to be done.`;
}

/** Every text of the connection's screen. Another language is another object of this shape. */
export const words = {
  title: "Connection",
  address: { title: "The address", about: "Where the phone system sends its events." },
  key: {
    title: "The key",
    about: "The key in the address is all that tells the phone system from anybody else.",
    current: "Current key",
    previous: "Previous key",
    made: "made",
    ends: "ends",
    lastUsed: "last used",
    never: "not used yet",
    neverKnown: "not used since the start",
    rotate: "Make a new key",
    end: "End the previous key now",
    endWhy: (used: boolean) =>
      used
        ? "Whoever still sends with it is refused from now on. It has been used: look whether the new one is, too."
        : "Nobody has sent with it since it was replaced.",
    environment:
      "RINGSIDE_WEBHOOK_KEY gives the key. To change it, set RINGSIDE_WEBHOOK_KEY_PREVIOUS to the one of today and RINGSIDE_WEBHOOK_KEY to a new one, restart, and take the previous one away once it is no longer used.",
    pasted: "It is pasted",
    pastedWhy:
      "The key is kept in plain text, in the file webhook-key, until it is in use or you say that it is pasted. Then only its digest is left.",
    pastedDone: "The key is no longer kept in plain text.",
    ended: "The previous key has ended.",
    dialog: "Make a new key",
    dialogWhy:
      "The key of today stays valid for the time you choose, so that no event is lost while you change the phone system’s file.",
    dialogDrops: "The previous key, which is still valid, ends at once.",
    overlap: "Keep today’s key valid for",
    overlaps: { "0": "not at all", "1": "1 hour", "24": "24 hours", "168": "7 days", "720": "30 days" },
    make: "Make it",
    newAddress: "The new address",
    newWhy: "It is shown this once, and kept nowhere. Paste it now; if it is lost, make another one.",
    newOf: "the new address",
  },
  senders: {
    title: "Who may send",
    about:
      "Addresses and ranges that may send to the webhook, one a line: 192.168.1.20, 10.0.0.0/8, fd00::/8. Empty: anybody who has the key. What is refused by it shows among the requests.",
    label: "Senders",
    save: "Save",
    saved: "The senders are saved.",
    proxies: "Proxies that are believed",
    noProxies:
      "None: the address of a sender is that of the connection. Behind a proxy, name it in RINGSIDE_TRUSTED_PROXIES.",
    someProxies: "They are given by RINGSIDE_TRUSTED_PROXIES.",
  },
  test: { title: "Try it" },
  arrivals: {
    title: "Requests as they arrive",
    about:
      "Every request to the webhook since the server started, taken or refused. Kept in memory, without keys and numbers.",
    none: "Listening. Nothing has come yet.",
    noneSince: (time: string) => `since ${time}`,
    list: "Requests",
    verdicts,
    why: "Why?",
    whyOf,
    test: "Test",
    previousKey: "with the previous key",
    more: (count: number) => `and ${count} more like it`,
    from: (address: string) => `from ${address}`,
    status: (status: number) => `answered ${status}`,
    bytes: (size: number) => `${size} B`,
    missing: "missing:",
    kinds,
    parts: {
      caller: "caller",
      queue: (number: string) => `queue ${number}`,
      extension: (number: string) => `phone ${number}`,
    },
    lacking: { caller: "caller", place: "queue or phone" },
  },
  deliveries: {
    title: "Kept deliveries",
    about:
      "What the phone system sent, as it stands in the journal. Numbers are hidden; who looks at one is written down.",
    filter: "Which deliveries",
    filters: { any: "All", refused: "Not understood" },
    none: "Nothing yet",
    noneRefused: "Everything was understood",
    reveal: "Show as it came",
    revealOf: (seq: number) => `Show delivery ${seq} as it came`,
    replay: "Read again",
    replayOf: (seq: number) => `Read delivery ${seq} again`,
    replayed: "It is understood now. It counts at the time it came, and no longer among those that were not.",
    stillNot: (reason: string) => `It is still not understood. ${reason}`,
    gone: "Its text is no longer kept; what was read of it is.",
    older: "Older",
    newest: "Newest",
  },
} as const;
