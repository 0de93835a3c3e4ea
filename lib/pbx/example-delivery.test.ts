import { expect, test } from "vitest";
import { exampleDelivery } from "./example-delivery.ts";
import { parseDelivery } from "./parse-delivery.ts";

test("[U23] the event that set-up proposes to send is understood in either way", () => {
  const { body, query } = exampleDelivery;
  const posted = parseDelivery({ method: "POST", contentType: "application/x-www-form-urlencoded", body, query: null });
  const got = parseDelivery({ method: "GET", contentType: null, body: null, query });
  for (const parsed of [posted, got]) expect(JSON.stringify(parsed)).toContain('"820"');
});
