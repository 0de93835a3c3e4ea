import type { Role } from "#lib/access/role.ts";

const roles = { admin: "Admin", supervisor: "Supervisor", agent: "Agent" } satisfies Record<Role, string>;

/** Every text of the screens about people and their access. Another language is another object of this shape. */
export const words = {
  product: "Ringside",
  roles,
  signIn: {
    title: "Sign in",
    email: "Email",
    password: "Password",
    button: "Sign in",
    under: "Signing in",
    with: (name: string) => `Sign in with ${name}`,
    or: "or",
    emailMissing: "Enter the email of your account.",
    passwordMissing: "Enter the password.",
    wrong: "The email or the password is not right.",
    locked: (seconds: number) => `Too many wrong tries. You can try again in ${duration(seconds)}.`,
    unlocked: "You can try again now.",
    noCookie:
      "You are signed in, but this browser kept nothing of it. Allow cookies for this address, and sign in again.",
    forgotten: "Password forgotten? An admin can hand you a new one.",
    ofCompany: {
      cancelled: "Signing in was called off there.",
      failed: "Signing in there did not work. Try again, or ask an admin.",
      unknown: "Nobody here has that account. Ask an admin to let you in.",
    },
    open: "Nobody signs in here: this server is open to whoever reaches it.",
    onward: "Go to the board",
  },
  firstPassword: {
    title: "Choose a password of your own",
    why: "The one you signed in with was handed to you, so somebody else may know it.",
    current: "The password you were given",
    button: "Keep and go on",
    notNow: "Sign out",
  },
  password: {
    title: "Password",
    current: "Current password",
    next: "New password",
    hint: (least: number) => `At least ${least} characters. A few unrelated words are easy to remember.`,
    currentMissing: "Enter the password that holds now.",
    notRight: "This is not the current password.",
    same: "This is the password that holds now.",
    button: "Change password",
    changed: "The password is changed. Everywhere else you have been signed out.",
    ofCompany: (name: string) => `You sign in with ${name}; that is where your password is changed.`,
  },
  account: {
    title: "Account",
    who: "Who you are",
    name: "Name",
    email: "Email",
    role: "Role",
    extension: "Extension",
    none: "None",
    changedBy: "An admin can change these.",
    open: "Nobody signs in here, so there are no accounts.",
  },
  sessions: {
    title: "Where you are signed in",
    device: "Device",
    address: "Address",
    since: "Since",
    lastSeen: "Last seen",
    thisOne: "This one",
    unknown: "unknown",
    signOut: "Sign out",
    signOutOf: (device: string) => `Sign out: ${device}`,
    signedOut: (device: string) => `Signed out: ${device}.`,
    signOutOthers: "Sign out everywhere else",
    signedOutOthers: "Signed out everywhere else.",
    none: "Signed in nowhere.",
  },
} as const;

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
