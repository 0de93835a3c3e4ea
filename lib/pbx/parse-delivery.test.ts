import { describe, expect, test } from "vitest";
import { parseDelivery } from "./parse-delivery.ts";

describe("parseDelivery", () => {
  test("[X1] tells a body that is not JSON, a form or an address from one that is", () => {
    const delivery = { method: "POST", contentType: null, body: "hello", query: null } as const;
    expect(parseDelivery(delivery)).toEqual({
      understood: false,
      reason: "The delivery names no event and carries no recording.",
    });
  });
});
