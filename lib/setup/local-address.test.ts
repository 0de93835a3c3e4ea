import { expect, test } from "vitest";
import { isLocalAddress } from "./local-address.ts";

test("[U400] an address of the machine itself is told from those that others can reach", () => {
  const local = [
    "http://localhost:3000/api/webhook/",
    "http://127.0.0.1/tv",
    "https://[::1]:3000/",
    "http://LOCALHOST",
  ];
  const others = [
    "http://localhost.example/",
    "http://192.168.1.20:3000/tv",
    "https://board.example",
    "http://127.example/",
  ];
  expect(local.filter((address) => !isLocalAddress(address))).toEqual([]);
  expect(others.filter(isLocalAddress)).toEqual([]);
});
