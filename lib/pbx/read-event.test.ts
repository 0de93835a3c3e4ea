import { describe, expect, test } from "vitest";
import type { Reading } from "./delivery.ts";
import { parseDelivery } from "./parse-delivery.ts";
import type { PbxEvent } from "./pbx-event.ts";

const id = "230307142318_40-1";
const file = "https://pbx.example:5001/webapi/recording/230307142318_40-1-1.mp3";
const ring = { event: "ringing", callerid: "42", user: "117", usertype: "ext", did: "", id };
const answer = { event: "hangupincoming", callerid: "42", user: "117", trtype: "NotDef", did: "", id };
const end = { event: "incoming", callerid: "42", user: "117", finishtype: "Ok", transfer: "False", did: "", id };

function read(fields: object): Reading {
  return parseDelivery({ method: "POST", contentType: null, body: JSON.stringify(fields), query: null });
}

function events(fields: object): readonly PbxEvent[] {
  const reading = read(fields);
  if (!reading.understood) throw new Error(reading.reason);
  return reading.events;
}

describe("the vocabulary", () => {
  test.each([
    ["ringing", { kind: "reached" }],
    ["dialing", { kind: "dialed" }],
    ["incomingcall_started", { kind: "answered", direction: "inbound" }],
    ["hangupincoming", { kind: "answered", direction: "inbound" }],
    ["pickupincoming", { kind: "answered", direction: "inbound" }],
    ["outgoingcall_started", { kind: "answered", direction: "outbound" }],
    ["hangupoutgoing", { kind: "answered", direction: "outbound" }],
    ["pickupoutgoing", { kind: "answered", direction: "outbound" }],
    ["incoming", { kind: "ended", direction: "inbound" }],
    ["outgoing", { kind: "ended", direction: "outbound" }],
    ["recording", { kind: "recorded" }],
  ])("[X6] %s", (event, expected) => {
    const fields = { ...ring, event, FileUrls: event === "recording" ? [file] : [] };
    expect(events(fields)).toMatchObject([expected]);
    expect(events({ ...fields, event: ` ${event.toUpperCase()} ` })).toMatchObject([expected]);
  });

  test.each([
    ["other", "ivr"],
    ["queue", "queue"],
    ["ext", "phone"],
    [" ext", "phone"],
    ["Ext", "phone"],
    ["", "ivr"],
    ["somewhere", "ivr"],
    [undefined, "ivr"],
  ])("[X6] usertype %s claims %s", (usertype, claim) => {
    expect(events({ ...ring, usertype })).toMatchObject([{ claim }]);
  });

  test.each([
    ["NotDef", "direct"],
    ["Attended", "attended"],
    ["Accomp", "attended"],
    ["blind", "blind"],
    ["", null],
    [undefined, null],
    ["Sideways", null],
  ])("[X6] trtype %s is %s", (trtype, via) => {
    expect(events({ ...answer, trtype })).toMatchObject([{ via }]);
  });

  test("[X2] keys and values bear stray blanks, quotes and any case", () => {
    const odd = { " EVENT ": ' "ringing"', "Id ": ` ${id} `, uSER: " 117 ", CallerID: "42 ", '"usertype"': "“ext”" };
    expect(events(odd)).toEqual(events(ring));
  });

  test("[X2] numbers are as good as texts, what is neither is absent", () => {
    expect(events({ ...ring, user: 117, callerid: 42, did: { a: 1 } })).toEqual(events(ring));
    expect(read({ ...ring, user: ["117"] }).understood).toBe(false);
  });

  test("[X2] of a key in two spellings the first that is not blank wins", () => {
    expect(events({ User: " ", ...ring, USER: "204" })).toMatchObject([{ number: "117" }]);
  });
});

describe("what an event needs", () => {
  test.each([
    [{ ...ring, id: "" }, 'The event "ringing" has no id of the form yyMMddHHmmss_N-L.'],
    [{ ...ring, id: "7" }, 'The event "ringing" has no id of the form yyMMddHHmmss_N-L.'],
    [{ ...ring, user: " " }, 'The event "ringing" has no user.'],
    [{ ...ring, event: "Dialing", user: "" }, 'The event "Dialing" has no user.'],
    [{ ...answer, user: "" }, 'The event "hangupincoming" has no user.'],
    [{ event: "recording", id, FileUrls: [] }, 'The event "recording" has no usable recording address.'],
    [{ event: "recording", id, FileUrls: ["ftp://x/y"] }, 'The event "recording" has no usable recording address.'],
    [{ FILES: ["https://pbx.example/call.mp3"] }, "The delivery names no event and carries no recording."],
  ])("[X7] %j", (fields, reason) => {
    expect(read(fields)).toEqual({ understood: false, reason });
  });

  test("[X7] an end needs no user", () => {
    expect(events({ ...end, user: "" })).toMatchObject([{ kind: "ended", number: null }]);
  });

  test.each(['ringing";"Callerid":"42', "ringing;callerid=42", "{", "...", "ringing, queue", "x".repeat(41)])(
    "[X8] %s is no event's name",
    (event) => {
      expect(read({ ...ring, event })).toEqual({
        understood: false,
        reason: "What the delivery names as its event is no name.",
      });
    },
  );

  test.each(["agent_login", "_internal", "call.parked", "Queue Login", "queue:login", "příchozí", "wrap-up 2"])(
    "[X8] %s is the name of an unknown event",
    (event) => {
      expect(events({ event })).toEqual([{ kind: "unrecognised", name: event }]);
    },
  );

  test("[X8] an unknown event is kept under its name", () => {
    expect(events({ event: " parked\u202e ", id: "7" })).toEqual([{ kind: "unrecognised", name: "parked" }]);
  });
});

describe("words for nothing", () => {
  test.each([
    "null",
    "NULL",
    "(null)",
    "none",
    "None",
    "undefined",
    "n/a",
    "N/A",
    "empty",
    "Empty",
    "EMPTY",
    "-",
    " - ",
  ])("[X2] %s is an absent value, whatever the field", (word) => {
    const named = { did: word, callerid: word, phonebook: word, sip_displayname: word, chid: word };
    const nothing = { did: null, caller: null, callerName: null, chain: null };
    expect(events({ ...ring, ...named })).toMatchObject([nothing]);
    expect(events({ ...end, finishtype: word, user: word, duration: word })).toMatchObject([
      { number: null, spoken: null, talkSeconds: null },
    ]);
    expect(read({ ...ring, user: word })).toEqual({ understood: false, reason: 'The event "ringing" has no user.' });
  });

  test("[X2] a surname is a name", () => {
    expect(events({ ...ring, phonebook: "Null" })).toMatchObject([{ callerName: "Null" }]);
  });
});

describe("the other party", () => {
  test.each([
    ["05552221133", "05552221133"],
    [" +420 774 852 629 ", "+420 774 852 629"],
    [420774852629, "420774852629"],
    ["MAKECALL", null],
    ["makecall", null],
    ["", null],
    ["Anonymous", null],
    ["unknown", null],
    ["withheld", null],
    ["private", null],
    ["Restricted", null],
    ["unavailable", null],
    ["Anonymous Caller", null],
    ["Private Number", null],
    ["No Caller ID", null],
    ["Number withheld", null],
    ["not available", null],
    ["hidden", null],
    ['"Anonymous"', null],
    ["sip:anonymous@anonymous.invalid", null],
    ["anonymous@10.0.0.1", null],
    ["privateer", "privateer"],
    ["No", "No"],
    ["sip:42@pbx.example", "sip:42@pbx.example"],
    [null, null],
    ["\u202e42", "42"],
  ])("[X9] callerid %s is %s", (callerid, caller) => {
    expect(events({ ...ring, callerid })).toMatchObject([{ caller }]);
  });

  test.each([
    [{ phonebook: "Contact 12", sip_displayname: "C" }, "Contact 12"],
    [{ phonebook: "", sip_displayname: "C 12" }, "C 12"],
    [{ phonebook: "empty", sip_displayname: "C 12" }, "C 12"],
    [{ sip_displayname: "420774852629" }, null],
    [{ sip_displayname: "+420 774 852 629" }, null],
    [{ sip_displayname: "774852629" }, null],
    [{ sip_displayname: "420774852620" }, "420774852620"],
    [{ sip_displayname: "Anonymous" }, null],
    [{ sip_displayname: "No" }, "No"],
    [{ sip_displayname: "No Name" }, null],
    [{ phonebook: "N/A Ltd" }, "N/A Ltd"],
    [{ callerid: "MAKECALL", sip_displayname: "420774852629" }, null],
    [{ callerid: "anonymous", sip_displayname: "+420 774 852 629" }, null],
    [{ callerid: "anonymous", sip_displayname: "C 12" }, "C 12"],
    [{}, null],
  ])("[X10] %j names %s", (fields, callerName) => {
    expect(events({ ...ring, callerid: "420774852629", ...fields })).toMatchObject([{ callerName }]);
  });

  test.each([
    [{ did: "DID-420222000320" }, "DID-420222000320"],
    [{ did: "DID Serbia 021 3220 030", inbound_did: "381213220030" }, "DID Serbia 021 3220 030"],
    [{ did: "empty" }, null],
    [{ did: "", inbound_did: "381213220030" }, "381213220030"],
    [{ did: "EMPTY", inbound_did: 381213220030 }, "381213220030"],
  ])("[X11] %j is the line %s", (fields, did) => {
    expect(events({ ...ring, ...fields })).toMatchObject([{ did }]);
  });

  test("[X11] an outbound call has no line that was called", () => {
    const outbound = { ...answer, event: "pickupoutgoing", inbound_did: "381213220030" };
    expect(events(outbound)).toMatchObject([{ did: null }]);
  });

  test("[X6] chid is the chain", () => {
    expect(events({ ...ring, chid: " 0195A2C7 " })).toMatchObject([{ chain: "0195A2C7" }]);
    expect(events({ ...ring, chid: "" })).toMatchObject([{ chain: null }]);
  });
});

describe("an end", () => {
  const answeredTitle = "DID-1:Answered call from 42 (0:07)";

  test.each([
    [{ finishtype: "Ok" }, true],
    [{ finishtype: "OK" }, true],
    [{ finishtype: "Missed" }, false],
    [{ finishtype: "Missed", title: answeredTitle, duration: "00:07" }, false],
    [{ finishtype: "", title: answeredTitle }, true],
    [{ finishtype: undefined, title: "Unanswered call to 42", duration: "00:07" }, false],
    [{ finishtype: undefined, duration: "00:07" }, true],
    [{ finishtype: undefined, duration: "00:00" }, null],
    [{ finishtype: undefined }, null],
    [{ finishtype: "Odd", title: "" }, null],
  ])("[X12] %j: spoken %s", (fields, spoken) => {
    expect(events({ ...end, ...fields })).toMatchObject([{ spoken }]);
  });

  test.each([
    [{ duration: "00:06" }, 6],
    [{ duration: "75:10" }, 4510],
    [{ duration: "", title: answeredTitle }, 7],
    [{ duration: "00:06", title: answeredTitle }, 6],
    [{ duration: "soon", title: answeredTitle }, 7],
    [{ duration: "" }, null],
    [{ duration: "00:06", finishtype: "Missed" }, null],
  ])("[X13] %j: talked %s s", (fields, talkSeconds) => {
    expect(events({ ...end, ...fields })).toMatchObject([{ talkSeconds }]);
  });

  const lostTitle = "DID-1:Missed call by queue 804 from 42";
  test.each([
    [{ user: "804", title: lostTitle }, "804", "queue"],
    [{ user: "805", title: lostTitle }, "805", null],
    [{ user: "", title: lostTitle }, "804", "queue"],
    [{ user: "804", title: "Missed call from 42" }, "804", null],
    [{ user: "804", title: lostTitle, finishtype: "Ok" }, "804", null],
  ])("[X14] %j: lost at %s, %s", (fields, number, lostAt) => {
    expect(events({ ...end, finishtype: "Missed", ...fields })).toMatchObject([{ number, lostAt }]);
  });

  test.each([
    ["True", true],
    ["true", true],
    [true, true],
    ["False", false],
    [false, false],
    ["", false],
    [undefined, false],
  ])("[X6] transfer %s is %s", (transfer, transferred) => {
    expect(events({ ...end, transfer })).toMatchObject([{ transferred }]);
  });
});

describe("recordings", () => {
  const other = "https://pbx.example/230307142318_40-2-1.mp3";
  const strange = "https://pbx.example/call.mp3";

  test("[X15] an end with files is an end and its recording", () => {
    const withFiles = { ...end, FILES: [file] };
    expect(events(withFiles)).toMatchObject([
      { kind: "ended", leg: 1 },
      { kind: "recorded", leg: 1, agent: "117", caller: "42", urls: [file] },
    ]);
  });

  test("[X15] one event for every leg; only the delivery's own leg is its user's", () => {
    expect(events({ ...end, event: "recording", FileUrls: [other, file, "no", `${file}?2`] })).toMatchObject([
      { callId: "230307142318_40", leg: 2, agent: null, urls: [other] },
      { callId: "230307142318_40", leg: 1, agent: "117", urls: [file, `${file}?2`] },
    ]);
  });

  test("[X15] the file's name tells the call better than the id", () => {
    const changed = { event: "recording", FileUrls: file, user: "117", id: "230307142400_41-1" };
    expect(events(changed)).toMatchObject([{ callId: "230307142318_40", leg: 1, agent: "117" }]);
  });

  test("[X15] a file of another name belongs to the id", () => {
    expect(events({ event: "recording", FileUrls: [strange], id })).toMatchObject([{ leg: 1, urls: [strange] }]);
    expect(events({ FILES: [strange], id })).toMatchObject([{ leg: 1, urls: [strange] }]);
    expect(events({ ...ring, FILES: [strange] })).toMatchObject([{ kind: "reached" }]);
    expect(events({ ...ring, url: file })).toMatchObject([{ kind: "reached" }]);
  });

  test("[X15] recordings are understood though the event is not", () => {
    expect(events({ ...end, id: "?", FILES: [file] })).toMatchObject([{ kind: "recorded" }]);
    expect(events({ event: "archived", FILES: [file] })).toMatchObject([
      { kind: "unrecognised" },
      { kind: "recorded" },
    ]);
  });
});
