import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryEvent } from "#lib/testing/arbitrary-event.ts";
import { asSaid } from "#lib/testing/as-said.ts";
import { dialects } from "#lib/testing/dialect.ts";
import { renderDelivery } from "#lib/testing/render-delivery.ts";
import { parseDelivery } from "./parse-delivery.ts";

describe("every dialect", () => {
  test.each(dialects)("[X1] an event told in %s is the event that is read", (dialect) => {
    fc.assert(
      fc.property(arbitraryEvent, (event) => {
        const reading = parseDelivery(renderDelivery(event, dialect));
        expect(reading).toEqual({ understood: true, events: [asSaid(event, dialect)] });
      }),
      { numRuns: 300 },
    );
  });
});
