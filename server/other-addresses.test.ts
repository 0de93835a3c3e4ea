import { expect, test } from "vitest";
import { otherAddresses } from "./other-addresses.ts";

const line = { netmask: "255.255.255.0", mac: "00:00:00:00:00:00", cidr: null };
const lines = {
  lo: [{ ...line, address: "127.0.0.1", family: "IPv4" as const, internal: true }],
  eth0: [
    { ...line, address: "192.168.1.20", family: "IPv4" as const, internal: false },
    { ...line, address: "fe80::1", family: "IPv6" as const, internal: false, scopeid: 2 },
  ],
};

test("[L400] a server that listens everywhere tells the addresses of this machine, and one that listens here alone none", () => {
  expect(otherAddresses("0.0.0.0", () => lines)).toEqual(["192.168.1.20"]);
  expect(otherAddresses("127.0.0.1", () => lines)).toEqual([]);
});

test("[L400] a sandbox that forbids to look costs the line, and not the start", () => {
  const forbidden = () => {
    throw new Error("uv_interface_addresses returned Unknown system error 97");
  };
  expect(otherAddresses("0.0.0.0", forbidden)).toEqual([]);
});
