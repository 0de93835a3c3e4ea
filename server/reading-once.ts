import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import type { parseDelivery } from "#lib/pbx/parse-delivery.ts";

/** More than any batch. What is left over are deliveries that could not be saved, and pages of a journal. */
const most = 10_000;

/**
 * Reads a delivery once for the two who need its reading, its sender's answer and the board: the first is remembered,
 * and the second takes it. A map, because the weak one that would need no limit costs more than reading twice.
 */
export function readingOnce(read: typeof parseDelivery): typeof parseDelivery {
  const readings = new Map<Delivery, Reading>();
  return (delivery) => {
    const known = readings.get(delivery);
    if (known) {
      readings.delete(delivery);
      return known;
    }
    const reading = read(delivery);
    if (readings.size === most) readings.clear();
    readings.set(delivery, reading);
    return reading;
  };
}
