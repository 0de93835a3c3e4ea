import { admins, supervisors } from "#lib/access/access.ts";
import type { AuditKind, AuditNote } from "#lib/access/audit-entry.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import { cleanName } from "#lib/pbx/clean-text.ts";
import {
  approveRequest,
  type ListedScreen,
  screenChangeRequest,
  screenCommandRequest,
  screenRevokeRequest,
} from "#lib/protocol/api/screens-answers.ts";
import { readCode } from "#lib/screens/pairing-code.ts";
import type { Audit } from "#server/access/audit.ts";
import type { PairingDesk } from "#server/access/pairing-desk.ts";
import type { KeptScreen } from "#server/access/screen-store.ts";
import type { ListedScreen as ListedInside, Screens, ScreenWish } from "#server/access/screens.ts";
import type { Clock } from "#server/clock.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";
import { createWrongKeyLimit } from "./wrong-key-limit.ts";

interface ScreensParts {
  readonly acting: Acting;
  readonly desk: PairingDesk;
  readonly screens: Screens;
  readonly state: () => BoardState;
  readonly audit: Pick<Audit, "note">;
  readonly clock: Clock;
  /** Of the server's pages. */
  readonly build: string;
}

/** What admins see of screens, and decide about them. */
export function screensRoutes(parts: ScreensParts): readonly Route[] {
  const { screens, build } = parts;
  return [
    {
      name: "screens",
      path: "/api/screens",
      methods: reading(admins, async () => jsonAnswer({ build, screens: (await screens.list()).map(listed) })),
    },
    {
      name: "dark screens",
      path: "/api/screens/dark",
      methods: reading(supervisors, () => {
        const { dark } = screens.report();
        return jsonAnswer({ screens: dark.map(({ name, since }) => ({ name, since: isoTime(since) })) });
      }),
    },
    { name: "screen approval", path: "/api/screens/approve", methods: approving(parts) },
    { name: "screen change", path: "/api/screens/change", methods: changing(parts) },
    { name: "screen command", path: "/api/screens/command", methods: commanding(parts) },
    { name: "screen end", path: "/api/screens/revoke", methods: revoking(parts) },
  ];
}

function approving({ acting, desk, screens, audit, state, clock }: ScreensParts): Route["methods"] {
  const wrongCodes = createWrongKeyLimit(clock);

  function noCode(address: string): Answer {
    const wait = wrongCodes.note(address);
    if (wait === null) return problem(404, "No screen shows this code. It changes every ten minutes: look again.");
    const headers = { "retry-after": `${wait}` };
    return problem(429, `Too many wrong codes from this address: try again in ${wait} s.`, headers);
  }

  return acting({
    access: admins,
    schema: approveRequest,
    async take({ by, code: typed, ...wanted }, asker) {
      const code = readCode(typed);
      if (code === null || !(await desk.waits(code))) return noCode(asker.address);
      const wish = readWish(wanted, state(), clock.now());
      if (typeof wish === "string") return problem(400, wish);
      const screen = await screens.approve(wish, by);
      let approved = false;
      try {
        await audit.note(noteOf(asker, "screen-approved", screen));
        approved = await desk.approve(code, screen.id);
      } finally {
        if (!approved) await screens.revoke(screen.id);
      }
      return approved ? jsonAnswer({ id: screen.id }) : noCode(asker.address);
    },
  });
}

function changing({ acting, screens, audit, state, clock }: ScreensParts): Route["methods"] {
  return acting({
    access: admins,
    schema: screenChangeRequest,
    async take({ by, id, ...wanted }, asker) {
      const wish = readWish(wanted, state(), clock.now());
      if (typeof wish === "string") return problem(400, wish);
      if ((await screens.get(id)) === null) return gone();
      await audit.note(noteOf(asker, "screen-changed", { id, name: wish.name }));
      return (await screens.change(id, wish, by)) === null ? gone() : jsonAnswer({ id });
    },
  });
}

function commanding({ acting, screens }: ScreensParts): Route["methods"] {
  return acting({
    access: admins,
    schema: screenCommandRequest,
    async take({ id, do: deed }) {
      const screen = await screens.get(id);
      if (screen === null) return gone();
      const objection = deed === "tone" ? silenceOf(screen) : null;
      if (objection !== null) return problem(409, objection);
      if (await screens.command(id, { do: deed })) return jsonAnswer({ id });
      return problem(409, "The screen is not connected, and cannot be told.");
    },
  });
}

/** Why the screen cannot sound; null: it can. */
function silenceOf({ look, status }: KeptScreen): string | null {
  if (!look.sound) return "No sound is wanted of this screen: change it first.";
  if (status?.sound === "blocked") return "The screen's browser blocks its sound: press OK or any key on it first.";
  return null;
}

function revoking({ acting, screens, audit }: ScreensParts): Route["methods"] {
  return acting({
    access: admins,
    schema: screenRevokeRequest,
    async take({ id }, asker) {
      if ((await screens.list()).some((one) => one.id === id && one.configured)) {
        return problem(409, "This screen has the token of RINGSIDE_SCREEN_TOKEN: take that away to end it.");
      }
      const screen = await screens.get(id);
      if (screen === null) return gone();
      await audit.note(noteOf(asker, "screen-revoked", screen));
      return (await screens.revoke(id)) === null ? gone() : jsonAnswer({ id });
    },
  });
}

function noteOf(
  { principal, address }: ApiRequest,
  kind: AuditKind,
  { id, name }: Pick<KeptScreen, "id" | "name">,
): AuditNote {
  return { by: principal, address, kind, about: { of: "screen", id, name } };
}

type WishOnWire = Omit<ScreenWish, "expiresAt"> & { readonly expiresAt: string | null };

/** A text: why it cannot be so. */
function readWish({ name: said, board, look, expiresAt: end }: WishOnWire, { settings }: BoardState, now: number) {
  const name = cleanName(said);
  if (name === "") return "The screen needs a name.";
  if (!settings.site.boards.some(({ id }) => id === board)) return "There is no such board any more.";
  const expiresAt = end === null ? null : Date.parse(end);
  if (expiresAt !== null && expiresAt <= now) return "The screen's end lies in the past.";
  return { name, board, look, expiresAt } satisfies ScreenWish;
}

function gone(): Answer {
  return problem(404, "There is no such screen any more.");
}

function listed({ awaySince: _away, expiresAt, approvedAt, seenAt, ...rest }: ListedInside): ListedScreen {
  return {
    ...rest,
    expiresAt: isoTimeOrNull(expiresAt),
    approvedAt: isoTime(approvedAt),
    seenAt: isoTimeOrNull(seenAt),
  };
}
