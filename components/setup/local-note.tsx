import { isLocalAddress } from "#lib/setup/local-address.ts";
import { words } from "./words.ts";

/** Beside an address that is meant for another machine, while it leads nowhere there. */
export function LocalNote({ address, who }: { address: string; who: keyof typeof words.local }) {
  return isLocalAddress(address) ? <p className="max-w-prose text-table">{words.local[who]}</p> : null;
}
