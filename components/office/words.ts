import type { Role } from "#lib/access/role.ts";
import type { Theme } from "#lib/client/theme-choice.ts";
import type { Span } from "#lib/display/duration.ts";
import { spanText } from "#lib/display/texts.ts";
import type { OfficeScreen } from "./office-screen.ts";

/** Every text of the frame around the screens. Another language is another object of this shape. */
export const words = {
  product: "Ringside",
  noName: "Not done: nobody said who is asking.",
  skip: "Skip to the content",
  navigation: "Screens",
  yours: "Yours",
  screens: {
    wall: "Wall",
    supervisor: "Supervisor",
    desk: "Desk",
    calls: "Calls",
    reports: "Reports",
    directory: "Directory",
    users: "Users",
    screens: "Screens",
    connection: "Connection",
    settings: "Settings",
    audit: "Audit",
    privacy: "Privacy",
    setup: "Set-up check",
    account: "Account",
  } satisfies Record<OfficeScreen | "wall", string>,
  adminGroup: "Admin",
  adminGroupAt: (screen: string) => `Admin: ${screen}`,
  now: "Now",
  figures: {
    waiting: "waiting",
    longest: "longest",
    longestMore: "wait",
    notOnCall: "not on a call",
    of: (total: number) => `of ${total} seen today`,
    callBack: "to call back",
    rules: {
      notOnCall:
        "Agents seen today whose phone neither rings nor talks nor dials. The supervisor's screen lists all agents.",
      callBack:
        "Callers who were missed and to whom nobody has spoken since, each once, without those who withhold their number. The supervisor's screen lists them.",
    },
    oldest: (span: Span) => `oldest ${spanText(span)}`,
    asOf: (time: string) => `as of ${time}`,
  },
  silent: "The figures are old: no data from the board server.",
  heardAgain: "The figures are live again.",
  sample: "SAMPLE DATA",
  sampleMore: "none of these calls was ever made",
  identity: {
    iAm: (name: string) => `I am ${name}`,
    who: "Who are you?",
    title: "Who are you?",
    why: "The name stands beside what you do here, for everybody to see. This browser remembers it; it is no log-in.",
    name: "Name",
    missing: "A name is needed for this.",
    extension: "My extension",
    extensionHint: "Optional. The desk shows the calls of this phone.",
    save: "Keep",
  },
  roles: { admin: "Admin", supervisor: "Supervisor", agent: "Agent" } satisfies Record<Role, string>,
  signOut: {
    button: "Sign out",
    failed: (why: string) => `Still signed in. ${why}`,
  },
  denied: {
    text: "The page you asked for is not for your role. An admin can change what you may see.",
    dismiss: "Understood",
  },
  unsaved: {
    label: "Not saved",
    title: "You were signed out while you wrote this. It was not saved:",
    discard: "Discard",
  },
  theme: {
    label: "Colours",
    names: { system: "As the system", light: "Light", dark: "Dark" } satisfies Record<Theme, string>,
  },
  failed: {
    title: "This part of the page failed.",
    more: "It is tried again by itself in a few seconds.",
  },
  answer: {
    failed: "This cannot be loaded.",
    trying: "Trying again.",
    again: "Try again",
    loading: "Loading",
    old: (time: string) => `as of ${time}`,
  },
} as const;
