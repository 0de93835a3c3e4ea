import { expect, test } from "vitest";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { asSaid } from "#lib/testing/as-said.ts";
import { layOutCentre } from "./centre.ts";
import { dialects } from "./dialect.ts";
import { seededRandom } from "./random.ts";
import { renderDelivery } from "./render-delivery.ts";
import { simulateTraffic } from "./traffic.ts";

const onCall = (leg: number) => ({
  callId: "230307142318_40",
  leg,
  chain: null,
  caller: "05552221133",
  callerName: null,
  did: null,
});

test.each<[CallEvent, string]>([
  [
    { kind: "reached", ...onCall(0), number: "820", claim: "queue" },
    `{ "Event": "ringing", "Callerid": "05552221133", "User": "820", "Usertype": "queue", "Did": "", "Id": "230307142318_40-0" }`,
  ],
  [
    { kind: "reached", ...onCall(0), caller: null, number: "800", claim: "ivr" },
    `{ "Event": "ringing", "Callerid": "", "User": "800", "Usertype": "other", "Did": "", "Id": "230307142318_40-0" }`,
  ],
  [
    { kind: "dialed", ...onCall(0), agent: "117" },
    `{ "Event": "dialing", "Callerid": "05552221133", "User": "117", "Id": "230307142318_40-0" }`,
  ],
  [
    { kind: "answered", ...onCall(2), direction: "inbound", agent: "204", via: "attended" },
    `{ "Event": "incomingcall_started", "Callerid": "05552221133", "User": "204", "Trtype": "Attended", "Did": "", "Id": "230307142318_40-2" }`,
  ],
  [
    { kind: "answered", ...onCall(1), caller: null, direction: "outbound", agent: "117", via: "direct" },
    `{ "Event": "outgoingcall_started", "Callerid": "MAKECALL", "User": "117", "Trtype": "NotDef", "Did": "", "Id": "230307142318_40-1" }`,
  ],
  [
    {
      kind: "ended",
      ...onCall(1),
      direction: "inbound",
      number: "117",
      spoken: true,
      transferred: true,
      talkSeconds: 14,
      lostAt: null,
    },
    `{ "Event": "incoming", "Callerid": "05552221133", "User": "117", "Finishtype": "Ok", "Transfer": "True", "Did": "", "Duration": "00:14", "Id": "230307142318_40-1" }`,
  ],
  [
    {
      kind: "recorded",
      ...onCall(2),
      agent: "204",
      urls: ["https://FQDN:5001/webapi/recording/230307142318_40-2-1.mp3"],
    },
    `{ "Event": "recording", "FileUrls": [ "https://FQDN:5001/webapi/recording/230307142318_40-2-1.mp3" ], "Callerid": "05552221133", "User": "204", "Id": "230307142318_40-2" }`,
  ],
])("[S5] a POST is printed as in the documentation: %j", (event, body) => {
  expect(renderDelivery(event, "post")).toEqual({ method: "POST", contentType: "application/json", body, query: null });
});

test.each<[CallEvent, string]>([
  [
    { kind: "reached", ...onCall(0), did: "DID-420222000320", number: "800", claim: "ivr" },
    "event=ringing&callerid=05552221133&user=800&usertype=other&did=DID-420222000320&id=230307142318_40-0",
  ],
  [
    { kind: "reached", ...onCall(0), caller: null, number: "804", claim: "queue" },
    "event=ringing&callerid=anonymous&user=804&usertype=queue&did=&id=230307142318_40-0",
  ],
  [
    { kind: "answered", ...onCall(1), did: "DID-420222000320", direction: "inbound", agent: "102", via: "direct" },
    "event=hangupincoming&callerid=05552221133&user=102&did=DID-420222000320&trtype=NotDef&id=230307142318_40-1",
  ],
  [
    {
      kind: "ended",
      ...onCall(0),
      did: "DID-420222000320",
      direction: "inbound",
      number: "804",
      spoken: false,
      transferred: false,
      talkSeconds: null,
      lostAt: "queue",
    },
    "event=incoming&callerid=05552221133&user=804&finishtype=Missed&transfer=False&did=DID-420222000320&title=DID-420222000320:Missed call by queue 804 from 05552221133&id=230307142318_40-0",
  ],
  [
    {
      kind: "ended",
      ...onCall(1),
      direction: "outbound",
      number: "102",
      spoken: true,
      transferred: false,
      talkSeconds: 3723,
      lostAt: null,
    },
    "event=outgoing&callerid=05552221133&user=102&finishtype=Ok&transfer=False&did=&title=Successful call to 05552221133 (1:02:03)&id=230307142318_40-1",
  ],
  [
    {
      kind: "recorded",
      ...onCall(1),
      agent: "102",
      urls: ["https://FQDN:5001/webapi/recording/230307142318_40-1-1.mp3"],
    },
    "https://FQDN:5001/webapi/recording/230307142318_40-1-1.mp3",
  ],
])("[S5] a GET is printed as in the documentation: %j", (event, query) => {
  const { query: sent, ...rest } = renderDelivery(event, "get");
  expect(rest).toEqual({ method: "GET", contentType: null, body: null });
  expect(decodeURIComponent(sent ?? "")).toBe(query);
});

test.each(dialects)("[S5] what is sent in %s is understood as what was told", (dialect) => {
  const traffic = simulateTraffic({
    centre: layOutCentre({ queues: 4, agents: 8 }, seededRandom(3)),
    seed: 3,
    startAt: Date.UTC(2026, 2, 2, 8),
    minutes: 120,
    callsPerHour: 120,
    talkSeconds: 150,
    timeZone: "UTC",
  });
  for (const happening of traffic) {
    if (happening.kind === "over") continue;
    const reading = parseDelivery(renderDelivery(happening.event, dialect));
    expect(reading).toEqual({ understood: true, events: [asSaid(happening.event, dialect)] });
  }
});
