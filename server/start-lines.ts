import type { KeyPlace } from "./access/webhook-keys-open.ts";

/** What a start has to tell whoever started it. */
export interface StartFacts {
  /** Under which this machine reaches the server. */
  readonly url: string;
  /** Under which people do, where the operator said so; null: nobody said. */
  readonly publicUrl: string | null;
  /** Where other machines may find this one, in place of `localhost`; empty: nowhere, or by the name that is in `url`. */
  readonly addresses: readonly string[];
  /** null: somebody has an account already. */
  readonly setupCode: string | null;
  readonly key: KeyPlace;
}

/** The lines that a start prints, with links that lead where people and the phone system are to go. */
export function startLines({ url, publicUrl, addresses, setupCode, key }: StartFacts): readonly string[] {
  const seen = publicUrl ?? url;
  return [
    ...(setupCode === null ? [] : [`Set-up:       ${seen}/setup#code=${setupCode} (good once, until the next start)`]),
    `The wall:     ${seen}/wall`,
    `The webhook:  ${webhookLine(seen, key)}`,
    ...(publicUrl === null ? [] : [`Listening on: ${url}`]),
    ...(publicUrl !== null || addresses.length === 0
      ? []
      : [`Elsewhere:    other machines reach this one as ${addresses.join(" or ")}, in place of localhost`]),
  ];
}

function webhookLine(seen: string, key: KeyPlace): string {
  const address = `${seen}/api/webhook/`;
  switch (key.is) {
    case "environment":
      return `${address}… (the key is RINGSIDE_WEBHOOK_KEY)`;
    case "fresh":
      return `${address}${key.text} (shown this once; until an admin has it, it is kept in ${key.place})`;
    case "kept":
      return `${address}… (the key is in ${key.place})`;
    case "hidden":
      return `${address}… (the key is kept nowhere; ${seen}/admin/connection makes a new one)`;
  }
}
