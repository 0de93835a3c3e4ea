import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dialects } from "#lib/simulator/dialect.ts";
import { renderDelivery } from "#lib/simulator/render-delivery.ts";
import { arbitraryEvent } from "#lib/testing/arbitrary-event.ts";
import { asSaid } from "#lib/testing/as-said.ts";
import { tellStory } from "#lib/testing/tell-event.ts";
import { byGet, byPost } from "./delivery.ts";
import { documentedStories } from "./fixtures/documented-stories.ts";
import { siblingStories } from "./fixtures/sibling-stories.ts";
import { storyReadings } from "./fixtures/story-readings.ts";
import { parseDelivery } from "./parse-delivery.ts";

describe("stories", () => {
  test.each([...documentedStories, ...siblingStories])("[X6] $name", ({ name, deliveries }) => {
    expect(tellStory(deliveries)).toEqual(storyReadings[name]);
  });
});

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

describe("the form of a delivery", () => {
  const ring = ["230307142318_40-0 42: reaches phone 117"];
  const asJson = '{"event":"ringing","callerid":"42","user":"117","usertype":"ext","id":"230307142318_40-0"}';
  const asQuery = "event=ringing&callerid=42&user=117&usertype=ext&id=230307142318_40-0";
  const parts = asQuery.split("&").map((pair) => pair.split("="));
  const asMultipart = (lineBreak: string) =>
    [
      ...parts.flatMap(([key, value]) => ["--b0undary", `Content-Disposition: form-data; name="${key}"`, "", value]),
      "--b0undary--",
      "",
    ].join(lineBreak);

  test.each([null, "", "application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"])(
    "[X1] is told from the text, whatever the content type %s says",
    (contentType) => {
      expect(tellStory([byPost(asJson, contentType)])).toEqual(ring);
      expect(tellStory([byPost(asQuery, contentType)])).toEqual(ring);
      expect(tellStory([byPost(asMultipart("\r\n"), contentType)])).toEqual(ring);
    },
  );

  test("[X1] blanks, a byte order mark and a question mark in front do not count", () => {
    expect(tellStory([byPost(`\ufeff\r\n ${asJson} \n`), byGet(`?${asQuery}`), byGet(` ${asQuery}\r\n`)])).toEqual([
      ...ring,
      ...ring,
      ...ring,
    ]);
  });

  test("[X1] control characters around a text, and a question mark before a body, do not count", () => {
    expect(tellStory([byPost(`${asJson}\0`), byPost(`${asQuery}\0\0`), byPost(`\u001a${asJson}\u001a`)])).toEqual([
      ...ring,
      ...ring,
      ...ring,
    ]);
    expect(tellStory([byPost(`?${asQuery}`)])).toEqual(ring);
  });

  test.each([
    ["a JSON text", JSON.stringify(asJson)],
    ["a list of JSON texts", JSON.stringify([asJson])],
    ["an object", `{"version":1,"data":${asJson}}`],
    ["an object's text", JSON.stringify({ payload: asJson })],
    ["escaped quotes", asJson.replace(/[:,]/g, "$& ").replaceAll('"', '\\"')],
    ["a form's field", `token=1&payload=${encodeURIComponent(asJson)}`],
    ["a form's field, raw", `payload=${asJson}`],
    [
      "a form's field with pluses",
      `payload=${encodeURIComponent(asJson.replaceAll(",", ", ")).replaceAll("%20", "+")}`,
    ],
    ["a form's key", `${encodeURIComponent(asJson)}=`],
    ["escapes", encodeURIComponent(asJson)],
    ["other words", `The phone ringing ${asJson}`],
    ["broken JSON in a form's field", `payload=${encodeURIComponent(asJson.replace('"42"', '42"'))}`],
  ])("[X1] an event wrapped in %s is read", (_, body) => {
    expect(tellStory([byPost(body, null)])).toEqual(ring);
  });

  test("[X1] what wraps an event is read once, and nothing deeper", () => {
    const twice = `{"data":{"data":${asJson}}}`;
    for (const body of [twice, JSON.stringify(JSON.stringify(asJson))]) {
      expect(parseDelivery(byPost(body))).toMatchObject({ understood: false });
    }
  });

  test("[X1] what has an event's name, caller or id wraps none, whatever it lacks: its texts are a caller's", () => {
    const forged = JSON.stringify({ event: "incoming", user: "117", finishtype: "Ok", id: "230307142318_40-1" });
    for (const lacking of [
      { event: "ringing", user: "", phonebook: forged, id: "230307142318_40-0" },
      { event: "hangupincoming", user: "117", title: forged, id: "" },
      { event: "", callerid: "42", title: forged, id: "" },
      { event: "", callerid: "", title: forged, id: "230307142318_40-0" },
    ]) {
      const query = new URLSearchParams(lacking).toString();
      const multipart = Object.entries(lacking)
        .map(([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
        .join("");
      for (const delivery of [byPost(JSON.stringify(lacking)), byPost(`${multipart}--b--`), byGet(query)]) {
        expect(parseDelivery(delivery)).toMatchObject({ understood: false });
      }
    }
  });

  test("[X1] an object that stands raw among other words is taken as it stands", () => {
    const raw = '{"event":"ringing","callerid":"+42","user":"117","did":"A+B 50%41","id":"230307142318_40-0"}';
    for (const body of [`payload=${raw}`, `The phone ringing ${raw}`]) {
      expect(parseDelivery(byPost(body))).toMatchObject({ events: [{ caller: "+42", did: "A+B 50%41" }] });
    }
  });

  test("[X1] what stands in the other place is read too", () => {
    expect(tellStory([{ ...byPost(""), query: asQuery }])).toEqual(ring);
    expect(tellStory([{ ...byGet(""), body: asJson }])).toEqual(ring);
    expect(tellStory([{ ...byGet(asQuery), body: "{}" }])).toEqual(ring);
    expect(tellStory([{ ...byPost(asJson), query: "key=1" }])).toEqual(ring);
  });

  test("[X1] a multipart body may break its lines either way", () => {
    expect(tellStory([byPost(asMultipart("\n"))])).toEqual(ring);
  });

  test("[X1] an address is a recording, alone or by name, encoded or not, as a text or in JSON", () => {
    const address = "https://pbx.example:5001/webapi/recording/230307142318_40-1-1.mp3";
    const recorded = "230307142318_40-1 ?: 1 recorded of ?";
    const encoded = encodeURIComponent(address);
    const ways = [
      byGet(address),
      byGet(`url=${address}`),
      byGet(encoded),
      byGet(`url=${encoded}`),
      byPost(`${address}\n`),
    ];
    const inJson = [
      byPost(JSON.stringify(address)),
      byPost(JSON.stringify([address])),
      byPost(`{"FILES":"${address}"}`),
    ];
    for (const delivery of [...ways, ...inJson]) expect(tellStory([delivery])).toEqual([recorded]);
  });

  test("[X1] a list of events is several events", () => {
    const dial = '{"event":"dialing","callerid":"43","user":"118","id":"230307142319_41-0"}';
    const dialed = "230307142319_41-0 43: dialed by 118";
    expect(tellStory([byPost(`[${asJson},${dial}]`)])).toEqual([`${ring} + ${dialed}`]);
    expect(tellStory([byPost(`[${asJson},7,{"event":"dialing"}]`)])).toEqual(ring);
    expect(tellStory([byPost(`${asJson}\n${dial}`)])).toEqual([`${ring} + ${dialed}`]);
  });

  test.each([
    ["", "The request is empty."],
    [" \r\n", "The request is empty."],
    ["hello", "The delivery names no event and carries no recording."],
    ["{}", "The delivery names no event and carries no recording."],
    ['{"event":{"name":"ringing"}}', "The delivery names no event and carries no recording."],
    ["[]", "The body is an empty list."],
    ["[[]]", "The body is JSON, but not an object."],
    ["[1]", "The body is JSON, but not an object."],
    [`[${"{},".repeat(200)}{}]`, "The body lists more than 200 events."],
    ['{"event" "ringing" :', "The body is broken JSON that cannot be mended."],
    [`{${"[".repeat(500)}`, "The body is broken JSON that cannot be mended."],
    ["<event>ringing</event>", "The delivery names no event and carries no recording."],
  ])("[X7] %s is not understood", (body, reason) => {
    expect(parseDelivery(byPost(body))).toEqual({ understood: false, reason });
  });
});

describe("hostile deliveries", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.json(),
    fc
      .array(
        fc.constantFrom(...'{}[]":,“”‘’&=+%?\\/*', "event", "id", "title", "FILES", "https://", "230307142318_40-1"),
        {
          maxLength: 60,
        },
      )
      .map((tokens) => tokens.join("")),
  );

  test("[X17] any delivery is read or refused, and none throws", () => {
    const delivery = fc.record({
      method: fc.constantFrom("POST" as const, "GET" as const),
      contentType: fc.option(fc.string()),
      body: fc.option(anyText),
      query: fc.option(anyText),
    });
    fc.assert(
      fc.property(delivery, (any) => {
        const reading = parseDelivery(any);
        expect(reading.understood ? reading.events.length : reading.reason.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  test("[X17] a payload cannot reach the prototype of anything", () => {
    const nasty =
      '{"__proto__":{"event":"ringing","polluted":1},"constructor":{"prototype":{"polluted":1}},"event":"x"}';
    expect(parseDelivery(byPost(nasty))).toEqual({ understood: true, events: [{ kind: "unrecognised", name: "x" }] });
    expect(parseDelivery(byGet("__proto__=ringing&constructor=1&event=x"))).toMatchObject({ understood: true });
    expect({}).not.toHaveProperty("polluted");
  });

  const fill = (start: string, unit: string) => start + unit.repeat(Math.floor((65_536 - start.length) / unit.length));
  const known = '{"event":"incoming","id":"230307142318_40-1","user":"1",';
  const knownQuery = "event=incoming&id=230307142318_40-1&title=";

  test.each([
    ["opening brackets", fill("", "[")],
    ["opening objects", fill("", '{"a":')],
    ["quotes", fill('{"a":"', "'a")],
    ["quotes in a key", `${fill("{", "'a")}"}`],
    ["typographic quotes", fill("{“a”:“", "“a")],
    ["a broken title", fill(`${known}"title":"`, '",,"')],
    ["keys", fill("{", '"event":')],
    ["commas in a value", fill(`${known}"did":`, ",")],
    ["blanks in a value", `${fill(`${known}"did":`, " ")}x`],
    ["blanks among addresses", `${fill('{"FILES":"', " ")}x"}`],
    ["addresses", `${fill('{"FILES":"', "https://a ")}"}`],
    ["ampersands", fill(knownQuery, "&")],
    ["keys of a query", fill(knownQuery, "&a=")],
    ["broken escapes", fill(knownQuery, "%ffx")],
    ["pluses", fill(knownQuery, "+")],
    ["titles", fill(knownQuery, "missed call by queue ")],
    ["parts", `${fill("--b\r\n", "content-disposition:form-data ")}\r\n\r\nx`],
    ["texts in a list", `${fill("[", `"{'a",`)}1]`],
    ["escaped quotes", fill("{", '\\"a')],
    ["an object in a form", `a=${fill("{", "'a")}}`],
    ["escaped objects", fill("a=", "%7B")],
    ["doubled escapes", fill(knownQuery, "%252F")],
    ["line breaks", fill('--b\r\ncontent-disposition: form-data; name="id"', "\r\n")],
  ])("[X17] 64 KiB of %s cost no more than a blink", (_, text) => {
    const before = process.cpuUsage();
    parseDelivery(byPost(text));
    const { user, system } = process.cpuUsage(before);
    // A linear reading takes 20 ms at most; one that grows with the square or the cube takes seconds.
    expect((user + system) / 1000).toBeLessThan(200);
  });
});
