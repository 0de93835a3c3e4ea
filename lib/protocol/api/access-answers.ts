import * as z from "zod/mini";

// Who is signed in, and what people with accounts may ask of accounts and sessions. Times are ISO 8601, UTC.

const text = z.string();
const maybeText = z.nullable(text);
const role = z.enum(["admin", "supervisor", "agent"]);

/** What an address shows of an account to the account itself, and to admins. */
const account = z.object({
  id: text,
  name: text,
  email: text,
  role,
  /** An agent's own phone; null: none is bound to the account. */
  extension: maybeText,
});

/** `GET /api/session`: anyone may ask. */
export const sessionAnswer = z.object({
  access: z.enum(["open", "closed"]),
  /** False while nobody has an account: the set-up comes first. */
  setUp: z.boolean(),
  who: z.discriminatedUnion("is", [
    z.object({ is: z.literal("nobody") }),
    z.object({ is: z.literal("open") }),
    z.extend(account, {
      is: z.literal("account"),
      /** The password was handed over by an admin: until it is changed, nothing else can be seen or done. */
      mustChangePassword: z.boolean(),
      /** False: signs in with an account of the company's alone. */
      hasPassword: z.boolean(),
    }),
    z.object({ is: z.literal("screen"), name: text, board: text }),
  ]),
  /** Accounts of another service that may be used here; `name` is what people call it. */
  oidc: z.nullable(z.object({ name: text })),
  site: z.object({ place: text, masking: z.enum(["none", "last-three", "all"]), worksCouncil: z.boolean() }),
});

/** Of `POST /api/sign-in`, `/api/setup` and `/api/password`: the page that comes next. */
export const signedInAnswer = z.object({ home: text });

/** Of what is simply done. */
export const doneAnswer = z.object({ done: z.literal(true) });

/** `GET /api/accounts`, by name. */
export const accountsAnswer = z.object({
  accounts: z.array(
    z.extend(account, {
      mustChangePassword: z.boolean(),
      hasPassword: z.boolean(),
      /** Signs in with an account of the company's, perhaps besides a password. */
      ofCompany: z.boolean(),
      createdAt: text,
      /** null: has never signed in. */
      lastSeenAt: maybeText,
      /** How many places it is signed in at. */
      sessions: z.number(),
    }),
  ),
});

/** Of `POST /api/accounts`, `/api/accounts/change`. */
export const accountAnswer = z.object({ account });

/** `GET /api/sessions`: one's own; admins with `?of=everybody`: everybody's. Last seen first. */
export const sessionsAnswer = z.object({
  sessions: z.array(
    z.object({
      id: text,
      accountId: text,
      name: text,
      email: text,
      /** What the browser calls itself, in words: "Firefox on Windows". */
      device: text,
      /** "" where none is known. */
      address: text,
      since: text,
      lastSeenAt: text,
      /** It is the one that asks. */
      current: z.boolean(),
    }),
  ),
});

const email = text.check(z.trim(), z.minLength(3), z.maxLength(254));
const password = text.check(z.minLength(1), z.maxLength(1024));
const id = text.check(z.minLength(1), z.maxLength(64));

const person = {
  email,
  name: text.check(z.trim(), z.minLength(1), z.maxLength(60)),
  role,
  extension: z.nullable(text.check(z.trim(), z.minLength(1), z.maxLength(64))),
};

/** `POST /api/sign-in`. 401: no such account, or not its password. 429: `retry-after` says when to try again. */
export const signInRequest = z.object({
  email,
  password,
  /** The path of the page that was wanted; what is not this server's own is left out of account. */
  next: z.optional(text.check(z.maxLength(2048))),
});

/** `POST /api/setup`. 403: the code is not right. 409: somebody was first. 400: `detail` says what the password lacks. */
export const setupRequest = z.object({
  code: text.check(z.maxLength(64)),
  name: person.name,
  email,
  password,
});

/** `POST /api/password`: one's own. 403: `current` is not right. Ends the other sessions of the account. */
export const passwordRequest = z.object({ current: password, next: password });

/** `POST /api/sign-out`. */
export const signOutRequest = z.object({});

/** `POST /api/sessions/revoke`: one, all of an account, or all but the one that asks (`mine`). */
export const revokeRequest = z.union([
  z.object({ sessionId: id }),
  z.object({ accountId: id }),
  z.object({ mine: z.literal("others") }),
]);

/** `POST /api/accounts`. `password` is handed over by the admin. 409: the email has an account. */
export const newAccountRequest = z.object({ ...person, password });

/** `POST /api/accounts/change`. 409: it is the last admin. */
export const accountChangeRequest = z.object({ id, name: person.name, role, extension: person.extension });

/** `POST /api/accounts/password`: a new one that the admin hands over. Ends every session of the account. */
export const passwordResetRequest = z.object({ id, password });

/** `POST /api/accounts/remove`. 409: it is the last admin. */
export const accountRemovalRequest = z.object({ id });

export type SessionAnswer = z.output<typeof sessionAnswer>;
export type Who = SessionAnswer["who"];
export type AccountsAnswer = z.output<typeof accountsAnswer>;
export type AccountRow = AccountsAnswer["accounts"][number];
export type SessionsAnswer = z.output<typeof sessionsAnswer>;
export type SessionRow = SessionsAnswer["sessions"][number];
