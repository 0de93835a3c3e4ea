import type { Delivery } from "#lib/pbx/delivery.ts";
import { chance, type Random } from "./random.ts";

/**
 * Damages a JSON body as the feed's documentation does: the quote before the caller's number is missing, or the quote
 * before the id and the id's first digit with it. Other deliveries stay as they are.
 */
export function damageJson(delivery: Delivery, random: Random): Delivery {
  if (delivery.method !== "POST" || delivery.body === null) return delivery;
  const body = chance(random, 0.5)
    ? delivery.body.replace(/("callerid"\s*:\s*)"(?=\d)/i, "$1")
    : delivery.body.replace(/("id"\s*:\s*)"\d(?=\d)/i, "$1");
  return { ...delivery, body };
}
