import { describe, expect, test } from "vitest";
import { readLegId } from "./leg-id.ts";

describe("readLegId", () => {
  test.each([
    ["230307142318_40-2", "230307142318_40", 2],
    ["230307142318_40-0", "230307142318_40", 0],
    ["230307142318_123456-99", "230307142318_123456", 99],
    [" 230307142318_40-2 ", "230307142318_40", 2],
    ['"230307142318_40-2', "230307142318_40", 2],
    ["“230307142318_40-2”", "230307142318_40", 2],
  ])("[X5] %s is a call id and a leg", (text, callId, leg) => {
    expect(readLegId(text)).toEqual({ callId, leg });
  });

  test.each([
    "",
    "230307142318_40",
    "230307142318-2",
    "230307142318_40-",
    "230307142318_40-100",
    "230307142318_40--1",
    "2303071423180_40-2",
    "x230307142318_40-2",
    "230307142318_40-2-1",
    "２３０３０７１４２３１８_40-2",
  ])("[X5] %s is no id", (text) => {
    expect(readLegId(text)).toBeNull();
  });

  test("[X5] a lost first digit comes back as this decade's", () => {
    expect(readLegId("30307135611_31-1")).toEqual({ callId: "230307135611_31", leg: 1 });
  });

  test.each(["31307135611_31-1", "30332135611_31-1", "30307245611_31-1", "30307136011_31-1", "0307135611_31-1"])(
    "[X5] %s lost something else",
    (text) => {
      expect(readLegId(text)).toBeNull();
    },
  );
});
