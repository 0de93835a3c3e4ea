import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import { arbitraryEvent } from "#lib/testing/arbitrary-event.ts";
import { asSaid } from "#lib/testing/as-said.ts";
import { tellStory } from "#lib/testing/tell-event.ts";
import { byPost } from "./delivery.ts";
import { documentedStories } from "./fixtures/documented-stories.ts";
import { parseDelivery } from "./parse-delivery.ts";

const bodies = documentedStories.flatMap(({ deliveries }) => deliveries).flatMap(({ body }) => body ?? []);

describe("broken JSON", () => {
  // A value in braces and without a quote before it is an object to anybody.
  const readable = arbitraryEvent.filter(({ did, callerName }) => !/[{[]/.test(`${did} ${callerName}`));

  test.each(["post", "sibling-2023", "sibling-2025"] as const)(
    "[X4] in %s any value may lack its opening quote",
    (dialect) => {
      fc.assert(
        fc.property(readable, fc.nat(), (event, choice) => {
          const delivery = renderDelivery(event, dialect);
          const body = delivery.body ?? "";
          const values = [...body.matchAll(/["”]: (?:\[ )?["“](?!["”])/g)];
          const lost = values[choice % values.length];
          const quote = lost === undefined ? 0 : lost.index + lost[0].length - 1;
          const broken = { ...delivery, body: body.slice(0, quote) + body.slice(quote + 1) };
          expect(parseDelivery(broken)).toEqual({ understood: true, events: [asSaid(event, dialect)] });
        }),
        { numRuns: 300 },
      );
    },
  );

  test("[X4] in the documentation any quote, brace, comma or bracket may be lost", () => {
    const different: string[] = [];
    for (const body of bodies) {
      const whole = tellStory([byPost(body)]);
      for (const { index } of body.matchAll(/["{},[\]]/g)) {
        const told = tellStory([byPost(body.slice(0, index) + body.slice(index + 1))]);
        // A list that does not end swallows the caller and the agent that follow it.
        if (told[0] !== whole[0] && !(body.includes("FileUrls") && told[0]?.includes("recorded")))
          different.push(`${body.slice(0, index)}▮${body.slice(index + 1)}`);
      }
    }
    expect(different).toEqual([]);
  });

  test("[X4] a long body is mended too, though not by the library", () => {
    const file = (n: number) => `“https://pbx.example:5001/webapi/recording/230302104542_15-1-${n}.mp3”`;
    const files = Array.from({ length: 40 }, (_, n) => file(n + 1)).join(", ");
    const body = `{“event”: “recording”, “user”: 102”, “FILES: [${files}], “id”: “230302104542_15-1”`;
    expect(tellStory([byPost(body)])).toEqual(["230302104542_15-1 ?: 40 recorded of 102"]);
  });

  test.each([
    ["no brace", '"event":"ringing","user":"117","id":"230307142318_40-0"'],
    ["single quotes", "{'event':'ringing','user':'117','id':'230307142318_40-0'}"],
    ["no quotes", "{event:ringing,user:117,id:230307142318_40-0}"],
    ["a trailing comma", '{"event":"ringing","user":"117","id":"230307142318_40-0",}'],
    ["escaped twice", '{\\"event\\":\\"ringing\\",\\"user\\":\\"117\\",\\"id\\":\\"230307142318_40-0\\"}'],
    ["cut off after the last value", '{"event":"ringing","user":"117","id":"230307142318_40-0'],
  ])("[X4] %s", (_, body) => {
    expect(tellStory([byPost(body)])).toEqual(["230307142318_40-0 ?: reaches ivr 117"]);
  });

  test("[X4] what is cut off within its id is refused, not guessed", () => {
    const cut = '{"event":"ringing","user":"117","id":"230307142318_4';
    expect(tellStory([byPost(cut)])).toEqual(['refused: The event "ringing" has no id of the form yyMMddHHmmss_N-L.']);
  });

  test("[X4] a comma and a colon within a value make no key", () => {
    const body =
      '"event": "incoming", "user": "117", "title": "Sales, Berlin: Answered call from 42 (0:07)", "id": "230307142318_40-1"';
    expect(tellStory([byPost(body)])).toEqual(["230307142318_40-1 ?: inbound over at number 117, spoken 7 s"]);
  });
});
