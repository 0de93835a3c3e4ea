import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { documentedStories } from "#lib/pbx/fixtures/documented-stories.ts";
import { siblingStories } from "#lib/pbx/fixtures/sibling-stories.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { arbitraryEvent } from "#lib/testing/arbitrary-event.ts";
import { dialects } from "./dialect.ts";
import { renderDelivery } from "./render-delivery.ts";
import { renderReading } from "./render-reading.ts";

describe("what was read of a delivery, put into words again", () => {
  test("[S11] is read as it was, of every story that the documentation and siblings of the sender tell", () => {
    const deliveries = [...documentedStories, ...siblingStories].flatMap((story) => story.deliveries);
    let understood = 0;
    for (const delivery of deliveries) {
      const reading = parseDelivery(delivery);
      if (!reading.understood) continue;
      understood += 1;
      const again = renderReading(reading.events, delivery.method);
      expect([delivery, again === null ? null : parseDelivery(again)]).toEqual([delivery, reading]);
      expect(again?.method).toBe(delivery.method);
    }
    expect(understood).toBeGreaterThan(50);
  });

  test("[S11] is read as it was, of any event in any dialect", () => {
    fc.assert(
      fc.property(arbitraryEvent, fc.constantFrom(...dialects), (event, dialect) => {
        const delivery = renderDelivery(event, dialect);
        const reading = parseDelivery(delivery);
        if (!reading.understood) return;
        const again = renderReading(reading.events, delivery.method);
        expect(again === null ? null : parseDelivery(again)).toEqual(reading);
      }),
      { numRuns: 500 },
    );
  });

  test("[S11] also of an unknown kind, with recordings, or several in one delivery", () => {
    const id = "260302090001_1-1";
    const common = { Callerid: "05552221133", User: "201", Id: id };
    const files = [
      `https://pbx.example/${id}-1.mp3`,
      `https://pbx.example/${id}-2.mp3`,
      "https://pbx.example/other.mp3",
    ];
    const bodies = [
      { Event: "coffee" },
      { Event: "coffee", FileUrls: files, Id: id },
      { Event: "incoming", Finishtype: "Ok", Duration: "00:09", ...common, FileUrls: files },
      [
        { Event: "ringing", Usertype: "queue", ...common, User: "820" },
        { Event: "ringing", Usertype: "ext", ...common },
      ],
    ];
    for (const body of bodies) {
      const reading = parseDelivery(byPost(JSON.stringify(body)));
      expect(reading.understood).toBe(true);
      const again = reading.understood ? renderReading(reading.events, "POST") : null;
      expect([body, again === null ? null : parseDelivery(again)]).toEqual([body, reading]);
    }
  });

  test("[S11] is nothing where no words would be read so", () => {
    expect(renderReading([], "POST")).toBeNull();
    expect(renderReading([{ kind: "unrecognised", name: "" }], "POST")).toBeNull();
    expect(renderReading([{ kind: "unrecognised", name: "ringing" }], "GET")).toBeNull();
  });
});
