import * as z from "zod/mini";

// How a TV becomes a screen, and what admins see of screens and decide about them. Times are ISO 8601, UTC.

const text = z.string();
const maybeText = z.nullable(text);

/** `GET /api/pairing`, `POST /api/pairing`: what has become of this browser. */
export const pairingAnswer = z.discriminatedUnion("state", [
  /** It is a screen, and has its token in a cookie: `wall` is where it goes. */
  z.object({ state: z.literal("screen"), wall: text }),
  z.object({
    state: z.literal("pending"),
    code: text,
    /** Seconds. */
    expiresIn: z.number(),
    /** Where an admin approves it; null: under the address of the page that asks. */
    approveAt: maybeText,
  }),
  /** It has no code, or none any more. `unpaired`: it was a screen, and is none any longer. */
  z.object({ state: z.literal("gone"), unpaired: z.boolean() }),
]);

/** `POST /api/pairing`: asks for a code, or shows the token of a screen that the start gave. 401: no such token. */
export const pairingRequest = z.object({ token: z.optional(text.check(z.maxLength(256))) });

const look = z.object({
  /** Distance of the farthest seat, in heights of the picture; null: as most are. */
  k: z.nullable(z.number().check(z.gte(1), z.lte(30))),
  theme: z.enum(["system", "light", "dark"]),
  sound: z.boolean(),
});

/** `GET /api/screens`, by name. */
export const screensAnswer = z.object({
  /** Of the server's pages. */
  build: text,
  screens: z.array(
    z.object({
      id: text,
      name: text,
      /** A board's `id`. */
      board: text,
      look,
      /** null: never. */
      expiresAt: maybeText,
      approvedAt: text,
      approvedBy: text,
      /** null: was never there. While it is connected: when it came. */
      seenAt: maybeText,
      connected: z.boolean(),
      /** It went away in office hours, and has not come back. */
      dark: z.boolean(),
      /** Its token is the start's, who alone can take it back. */
      configured: z.boolean(),
      /** null: it has not said anything of itself. */
      status: z.nullable(
        z.object({
          width: z.number(),
          height: z.number(),
          ratio: z.number(),
          sound: z.enum(["off", "on", "blocked"]),
          build: text,
          /** ms, from webhook to painted frame, as it measured lately. null: it has measured nothing yet. */
          latency: z.nullable(
            z.object({ p50: z.number(), p95: z.number(), samples: z.number(), uncertainty: z.number() }),
          ),
        }),
      ),
    }),
  ),
});

/** `GET /api/screens/dark`: screens that went away in office hours. */
export const darkScreensAnswer = z.object({ screens: z.array(z.object({ name: text, since: text })) });

const by = text.check(z.trim(), z.minLength(1), z.maxLength(60));
const id = text.check(z.minLength(1), z.maxLength(64));
const wish = {
  name: text.check(z.trim(), z.minLength(1), z.maxLength(60)),
  board: text.check(z.minLength(1), z.maxLength(64)),
  look,
  expiresAt: z.nullable(z.iso.datetime()),
};

/** `POST /api/screens/approve`. 404: no screen shows that code. 429: too many wrong codes. */
export const approveRequest = z.object({ by, code: text.check(z.maxLength(32)), ...wish });

/** `POST /api/screens/change`. 404: there is no such screen any more. */
export const screenChangeRequest = z.object({ by, id, ...wish });

/** `POST /api/screens/command`. 409: it is not there to be told, or may not sound. */
export const screenCommandRequest = z.object({ by, id, do: z.enum(["identify", "reload", "tone"]) });

/** `POST /api/screens/revoke`. 409: its token is the start's. */
export const screenRevokeRequest = z.object({ by, id });

/** Of `POST /api/screens/approve` and `/api/screens/change`. */
export const screenAnswer = z.object({ id: text });

export type PairingAnswer = z.output<typeof pairingAnswer>;
export type ScreensAnswer = z.output<typeof screensAnswer>;
export type ListedScreen = ScreensAnswer["screens"][number];
