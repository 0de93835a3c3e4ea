import { describe, expect, test } from "vitest";
import { readTitle } from "./title.ts";

describe("readTitle", () => {
  test.each([
    ["DID-420222000320:Answered call from 420774852629 (0:07)", true, 7],
    ["Successful call to 420774852629 (0:06)", true, 6],
    ["DID-420223003090:Success call 420774852640(3:24)", true, 204],
    ["Successful call to 420774852629 (1:02:07)", true, 3727],
    ["Successful call to 420774852629", true, null],
    ["Unanswered call to 420774852629", false, null],
    ["Unsuccessful call to 420774852629", false, null],
    ["Not answered call to 420774852629", false, null],
    ["DID Serbia 021 3220 030:Missed call by IVR 809 from 381629759787", false, null],
    ["ANSWERED CALL from 420774852629 (0:07)", true, 7],
    ["Sales", null, null],
    ["", null, null],
  ])("[X12] %s", (title, spoken, talkSeconds) => {
    expect(readTitle(title)).toMatchObject({ spoken, talkSeconds });
  });

  test.each([
    ["Missed calls (0:09):Answered call from 42 (0:07)", true, 7],
    ["Answered call:Missed call from 42", false, null],
    ["Sales (0:07):Successful call to 42", true, null],
  ])("[X12] a rule's name at the start of %s does not count", (title, spoken, talkSeconds) => {
    expect(readTitle(title)).toMatchObject({ spoken, talkSeconds });
  });

  test.each([
    ["DID-420222000320:Missed call by queue 804 from 420774852629", "queue", "804"],
    ["DID Serbia 021 3220 030:Missed call by IVR 809 from 381629759787", "ivr", "809"],
    ["Missed call by ext 117 from 42", "phone", "117"],
    ["Missed call by extension 117 from 42", "phone", "117"],
    ["Missed call by ext. 117 from 42", "phone", "117"],
  ])("[X14] %s names the place", (title, kind, number) => {
    expect(readTitle(title).place).toEqual({ kind, number });
  });

  test.each(["Missed call from 42", "Missed call by group 820 from 42", "call by queue 804:Missed call from 42"])(
    "[X14] %s names none that we know",
    (title) => {
      expect(readTitle(title).place).toBeNull();
    },
  );

  test("[X17] a rule's name of any length does not hide what follows", () => {
    const title = `${"Missed call by queue 1 (0:01) ".repeat(3000)}:Answered call from 42 (0:07)`;
    expect(readTitle(title)).toEqual({ spoken: true, place: null, talkSeconds: 7 });
    expect(readTitle(`Answered call from 42${" and".repeat(100)}`).spoken).toBeNull();
  });
});
