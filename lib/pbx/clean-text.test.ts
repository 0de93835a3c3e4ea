import { describe, expect, test } from "vitest";
import { cleanName, cleanNumber, cleanWord } from "./clean-text.ts";

describe("text of callers", () => {
  test("[X17] control characters and overrides of the writing direction are stripped", () => {
    expect(cleanName("a\u202eb\u2066c\u0000d\u200f\u009f\ufeffe")).toBe("abcde");
    expect(cleanNumber("\u202a+420\u202c774\u0007")).toBe("+420774");
  });

  test("[X17] a line break in a name is a blank", () => {
    expect(cleanName("Sales\r\nNorth\u2028East")).toBe("Sales North East");
  });

  test("[X17] joiners stay in a name and go from a number", () => {
    expect(cleanName("👩\u200d🚀")).toBe("👩\u200d🚀");
    expect(cleanNumber("42\u200d0")).toBe("420");
  });

  test("[X17] half a character is stripped, and a cut leaves none", () => {
    expect(cleanName("a\ud83db")).toBe("ab");
    expect(cleanName(`${"x".repeat(199)}👍`)).toBe("x".repeat(199));
  });

  test("[X17] length is capped, blanks around do not count", () => {
    expect(cleanNumber("1".repeat(65))).toHaveLength(64);
    expect(cleanName("n".repeat(60_000))).toHaveLength(200);
    expect(cleanName(`${" ".repeat(2000)}name`)).toBe("name");
    expect(cleanName(`${"\u202e".repeat(799)}name`)).toBe("n");
  });

  test("[X17] nothing visible is nothing", () => {
    expect(cleanName("\u200b \u202e\t")).toBe("");
  });

  test("[X2] a word loses the quotes around it", () => {
    expect(cleanWord(' “ringing" ')).toBe("ringing");
  });
});
