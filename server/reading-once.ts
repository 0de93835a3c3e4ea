import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import type { parseDelivery } from "#lib/pbx/parse-delivery.ts";

/**
 * Reads every delivery once, though its sender's answer and the board both need the reading. It is kept for as long as
 * the delivery itself; one that a journal gave back is another, and is read anew.
 */
export function readingOnce(read: typeof parseDelivery): typeof parseDelivery {
  const readings = new WeakMap<Delivery, Reading>();
  return (delivery) => {
    const known = readings.get(delivery);
    if (known) return known;
    const reading = read(delivery);
    readings.set(delivery, reading);
    return reading;
  };
}
