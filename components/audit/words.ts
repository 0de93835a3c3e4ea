import type { AuditKind } from "#lib/access/audit-entry.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import type { AuditAnswer } from "#lib/protocol/api/audit-answers.ts";

/** What people call the site's settings. */
const settings: Readonly<Record<keyof SiteSettings, string>> = {
  place: "the place’s name",
  masking: "callers’ numbers on walls",
  worksCouncil: "figures of single persons",
  keep: "how long things are kept",
  limits: "limits",
  hours: "office hours",
  boards: "boards",
  senders: "who may send events",
};

/** @param names as the log keeps them, with commas between them */
function settingsIn(names: string): string {
  const called = new Map(Object.entries(settings));
  return names
    .split(", ")
    .map((name) => called.get(name) ?? name)
    .join(", ");
}

export type Entry = AuditAnswer["entries"][number];

/** What was done, as the rest of a sentence that begins with who did it. `thing`: its name or its id. */
const deeds: Readonly<Record<AuditKind, (thing: string) => string>> = {
  "signed-in": () => "signed in",
  "sign-in-failed": (thing) => (thing === "" ? "could not sign in" : `could not sign in as ${thing}`),
  "signed-out": () => "signed out",
  "account-made": (thing) => `made the account of ${thing}`,
  "account-changed": (thing) => `changed the account of ${thing}`,
  "account-removed": (thing) => `removed the account of ${thing}`,
  "password-set": (thing) => (thing === "" ? "set a new password" : `set a new password for ${thing}`),
  "session-revoked": (thing) => `signed out a device of ${thing === "" ? "somebody" : thing}`,
  "screen-approved": (thing) => `connected the screen ${thing}`,
  "screen-changed": (thing) => `changed the screen ${thing}`,
  "screen-revoked": (thing) => `unpaired the screen ${thing}`,
  "key-shown": () => "looked at the webhook key",
  "key-rotated": () => "changed the webhook key",
  "number-revealed": () => "revealed the number of a caller",
  "delivery-read": () => "looked at a delivery as it came",
  "delivery-replayed": () => "read a delivery again",
  "recording-opened": () => "opened a recording",
  "file-downloaded": (thing) => `downloaded ${thing}`,
  "person-reported": (thing) => `looked at the figures of extension ${thing}`,
  "caller-found": () => "searched for everything about one caller",
  "caller-exported": () => "exported everything about one caller",
  "caller-erased": () => "erased one caller",
  "backup-made": () => "made a backup",
  "settings-changed": (thing) => (thing === "" ? "changed settings" : `changed settings: ${settingsIn(thing)}`),
};

/** Every text of the audit log. Another language is another object of this shape. */
export const words = {
  title: "Audit log",
  intro: "Who came in, who changed what, and who saw what is not everybody's to see. It is kept for 13 months.",
  filters: {
    title: "Filter the log",
    who: "Who",
    anybody: "Everybody",
    kind: "What",
    anything: "Everything",
    from: "From",
    to: "To",
    clear: "Clear filters",
  },
  csv: "CSV",
  csvLabel: "Download these entries as CSV",
  columns: { when: "When", who: "Who", what: "What", from: "From" },
  roles: {
    admin: "Admin",
    supervisor: "Supervisor",
    agent: "Agent",
    screen: "Screen",
    open: "Without an account",
  },
  nobody: "Somebody not signed in",
  somebody: "Somebody at this machine",
  deeds,
  kinds: {
    "signed-in": "Signed in",
    "sign-in-failed": "Could not sign in",
    "signed-out": "Signed out",
    "account-made": "Made an account",
    "account-changed": "Changed an account",
    "account-removed": "Removed an account",
    "password-set": "Set a password",
    "session-revoked": "Signed out a device",
    "screen-approved": "Connected a screen",
    "screen-changed": "Changed a screen",
    "screen-revoked": "Unpaired a screen",
    "key-shown": "Looked at the webhook key",
    "key-rotated": "Changed the webhook key",
    "number-revealed": "Revealed a number",
    "delivery-read": "Looked at a delivery",
    "delivery-replayed": "Read a delivery again",
    "recording-opened": "Opened a recording",
    "file-downloaded": "Downloaded a file",
    "person-reported": "Looked at one person's figures",
    "caller-found": "Searched for a caller",
    "caller-exported": "Exported a caller",
    "caller-erased": "Erased a caller",
    "backup-made": "Made a backup",
    "settings-changed": "Changed settings",
  } satisfies Readonly<Record<AuditKind, string>>,
  reasons: {
    "call-back": "to call them back",
    "check-identity": "to check who it is",
    complaint: "because of a complaint",
    emergency: "in an emergency",
    other: "for another reason",
  },
  openCall: "Show the call",
  openCallOf: (when: string) => `Show the call of ${when}`,
  older: "Older entries",
  newest: "Newest entries",
  empty: { title: "Nothing has been noted yet", why: "What people look at and change is listed here." },
  noMatch: { title: "No entry matches", why: "Other days, another person or another kind may." },
} as const;
