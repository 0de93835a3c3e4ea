import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createHops } from "./hops.ts";

const asked = (remoteAddress: string, headers: IncomingHttpHeaders = {}) =>
  ({ socket: { remoteAddress }, headers }) as IncomingMessage;

const proxies = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];
const hops = createHops(proxies, null);

test.each([
  ["nobody is believed who is not named", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["a believed proxy is", "127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["also where its address is written as IPv6", "::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["what a stranger wrote before is not", "127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["believed proxies are passed over", "127.0.0.1", "1.1.1.1, 198.51.100.1, 10.1.2.3", "198.51.100.1"],
  ["where all are believed, the farthest asks", "127.0.0.1", "10.9.9.9, 10.1.2.3", "10.9.9.9"],
  ["what is no address ends the walk", "127.0.0.1", "198.51.100.1, evil, 10.1.2.3", "10.1.2.3"],
  ["a port is not part of an address", "127.0.0.1", "198.51.100.1:4711", "198.51.100.1"],
  ["nor are brackets", "127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"],
  ["no header: the proxy itself", "127.0.0.1", undefined, "127.0.0.1"],
])("[L61] the address of who asks: %s", (_case, peer, forwarded, address) => {
  expect(hops.addressOf(asked(peer, { "x-forwarded-for": forwarded }))).toBe(address);
});

test("[L61] whatever strangers write, they cannot be somebody else", () => {
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constantFrom("127.0.0.1", "10.1.1.1", ",", " "));
  fc.assert(
    fc.property(
      fc.array(text).map((words) => words.join(", ")),
      (written) => {
        const direct = asked("198.51.100.7", { "x-forwarded-for": written, "x-forwarded-proto": "https" });
        expect(hops.addressOf(direct)).toBe("198.51.100.7");
        expect(hops.isSecure(direct)).toBe(false);
        // A proxy adds at the end whom it was asked by.
        const passedOn = asked("127.0.0.1", { "x-forwarded-for": `${written}, 198.51.100.7` });
        expect(hops.addressOf(passedOn)).toBe("198.51.100.7");
      },
    ),
  );
});

test("[L61] HTTPS is what a believed proxy says, or the public address", () => {
  expect(hops.isSecure(asked("127.0.0.1", { "x-forwarded-proto": "https" }))).toBe(true);
  expect(hops.isSecure(asked("127.0.0.1", { "x-forwarded-proto": "https, http" }))).toBe(false);
  expect(hops.isSecure(asked("203.0.113.9", { "x-forwarded-proto": "https" }))).toBe(false);
  expect(createHops([], "https://board.example").isSecure(asked("203.0.113.9"))).toBe(true);
});

test("[L61] links lead to the public address, else to the host that was asked", () => {
  expect(hops.originOf(asked("203.0.113.9", { host: "board.lan:3000" }))).toBe("http://board.lan:3000");
  expect(hops.originOf(asked("10.0.0.1", { host: "board.lan", "x-forwarded-proto": "https" }))).toBe(
    "https://board.lan",
  );
  expect(hops.originOf(asked("203.0.113.9"))).toBeNull();
  expect(hops.originOf(asked("203.0.113.9", { host: "a b" }))).toBeNull();
  expect(createHops([], "https://board.example").originOf(asked("::1", { host: "evil" }))).toBe(
    "https://board.example",
  );
});
