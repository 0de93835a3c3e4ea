import { admins } from "#lib/access/access.ts";
import { isoTimeOrNull } from "#lib/call/iso-time.ts";
import {
  endKeyRequest,
  pastedKeyRequest,
  rotateKeyRequest,
  showKeyRequest,
  type WebhookKeyAnswer,
} from "#lib/protocol/api/connection-answers.ts";
import type { Audit } from "#server/access/audit.ts";
import type { KeptKeys, WebhookKeys } from "#server/access/webhook-keys.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import type { Hops } from "./hops.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface WebhookKeyParts {
  readonly acting: Acting;
  readonly keys: WebhookKeys;
  readonly audit: Pick<Audit, "note">;
  readonly hops: Pick<Hops, "originOf">;
  /** Where this machine reaches the server; null while it does not listen. */
  readonly url: () => string | null;
  readonly senders: () => readonly string[];
  readonly proxies: readonly string[];
}

const HOUR_MS = 3_600_000;

/** The webhook's key, for admins: where it is, what it was last used for, and a new one. */
export function webhookKeyRoutes(parts: WebhookKeyParts): readonly Route[] {
  const { acting, keys, audit } = parts;

  function baseOf({ message }: ApiRequest): string {
    return `${parts.hops.originOf(message) ?? parts.url() ?? ""}/api/webhook/`;
  }

  /** What must be accounted for is not done where it cannot be. */
  function note({ principal, address }: ApiRequest, kind: "key-shown" | "key-rotated", id: string): Promise<void> {
    return audit.note({ by: principal, address, kind, about: { of: "key", id, name: null } });
  }

  /** What a change does where the keys are the server's own. */
  function changing(change: (kept: KeptKeys, asker: ApiRequest) => Promise<Answer>) {
    return (asker: ApiRequest): Answer | Promise<Answer> =>
      keys.kept === null
        ? problem(409, "The key is given by the environment; it is changed there.")
        : change(keys.kept, asker);
  }

  const show = changing(async (kept, asker) => {
    if (!kept.showable()) return problem(409, "The key is no longer kept in plain text; make a new one.");
    await note(asker, "key-shown", "current");
    const text = await kept.show();
    return text === null ? problem(409, "The key is no longer kept in plain text.") : shown(asker, text);
  });
  const pasted = changing(async (kept) => {
    await kept.forget();
    return jsonAnswer({ ok: true });
  });
  const end = changing(async (kept, asker) => {
    await note(asker, "key-rotated", "previous");
    const ended = await kept.endPrevious();
    return ended ? jsonAnswer({ ok: true }) : problem(409, "There is no previous key that is still valid.");
  });

  function shown(asker: ApiRequest, text: string): Answer {
    return jsonAnswer({ address: `${baseOf(asker)}${text}` });
  }

  return [
    {
      name: "the webhook's key",
      path: "/api/webhook-key",
      methods: reading(admins, (asker) => jsonAnswer(stateOf(parts, baseOf(asker)))),
    },
    {
      name: "showing the webhook's key",
      path: "/api/webhook-key/show",
      methods: acting({ access: admins, schema: showKeyRequest, take: (_request, asker) => show(asker) }),
    },
    {
      name: "the webhook's key is pasted",
      path: "/api/webhook-key/pasted",
      methods: acting({ access: admins, schema: pastedKeyRequest, take: (_request, asker) => pasted(asker) }),
    },
    {
      name: "a new webhook key",
      path: "/api/webhook-key/rotate",
      methods: acting({
        access: admins,
        schema: rotateKeyRequest,
        take: ({ overlapHours }, asker) =>
          changing(async (kept) => {
            await note(asker, "key-rotated", "current");
            return shown(asker, await kept.rotate(overlapHours * HOUR_MS));
          })(asker),
      }),
    },
    {
      name: "the end of the previous webhook key",
      path: "/api/webhook-key/end",
      methods: acting({ access: admins, schema: endKeyRequest, take: (_request, asker) => end(asker) }),
    },
  ];
}

function stateOf({ keys, senders, proxies }: WebhookKeyParts, address: string): WebhookKeyAnswer {
  return {
    from: keys.from,
    address,
    showable: keys.kept?.showable() ?? false,
    keys: keys.valid().map(({ is, madeAt, until, lastUsedAt }) => {
      return { is, madeAt: isoTimeOrNull(madeAt), until: isoTimeOrNull(until), lastUsedAt: isoTimeOrNull(lastUsedAt) };
    }),
    senders: [...senders()],
    proxies: [...proxies],
  };
}
