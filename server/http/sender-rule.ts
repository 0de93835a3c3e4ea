import { type AddressRanges, createAddressRanges } from "#server/access/address-ranges.ts";

/**
 * Whether an address may send to the webhook, by the list as it is at that moment. An empty list lets everybody send.
 * @param senders addresses and ranges
 */
export function createSenderRule(senders: () => readonly string[]): (address: string) => boolean {
  let known: readonly string[] = [];
  let ranges: AddressRanges = createAddressRanges(known);
  return (address) => {
    const list = senders();
    if (list.length === 0) return true;
    if (list !== known) {
      ranges = createAddressRanges(list);
      known = list;
    }
    return ranges.has(address);
  };
}
