import { expect, test } from "vitest";
import { byGet, byPost } from "#lib/pbx/delivery.ts";
import { damageJson } from "./damage-json.ts";
import { seededRandom } from "./random.ts";

test("[S4] JSON is damaged in the two documented ways", () => {
  const body = `{ "Event": "outgoing", "Callerid": "05552221133", "User": "117", "Id": "230307135611_31-1" }`;
  const random = seededRandom(1);
  const bodies = new Set(Array.from({ length: 30 }, () => damageJson(byPost(body), random).body));
  expect(bodies).toEqual(
    new Set([
      `{ "Event": "outgoing", "Callerid": 05552221133", "User": "117", "Id": "230307135611_31-1" }`,
      `{ "Event": "outgoing", "Callerid": "05552221133", "User": "117", "Id": 30307135611_31-1" }`,
    ]),
  );
});

test("[S4] what has no such place, and what is not JSON, stays whole", () => {
  const random = seededRandom(1);
  const get = byGet("event=dialing&id=230307135611_31-0");
  const withheld = byPost(`{"Callerid":"MAKECALL"}`);
  for (let round = 0; round < 10; round += 1) {
    expect(damageJson(get, random)).toEqual(get);
    expect(damageJson(withheld, random)).toEqual(withheld);
  }
});
