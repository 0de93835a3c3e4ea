import { expect, test } from "vitest";
import { passwordFault } from "./password-rules.ts";

const email = "jana.novak@office.example";

test.each([
  "a long way to the north",
  "žluťoučký kůň",
  "パスワードではありません言葉",
  "🐎🐎🐄🐄🐖🐖🐓🐓🦆🦆🐈🐈",
  "x7#kQ2!vL9pw",
  `${"a".repeat(60)}bcde`,
])("[L8] no kind of letter is asked for: %s", (password) => {
  expect(passwordFault(password, email)).toBeNull();
});

test.each([
  ["eleven char", "The password must have at least 12 characters."],
  ["🐎🐄🐖🐓🦆🐈🐎🐄🐖🐓🦆", "The password must have at least 12 characters."],
  ["ab ".repeat(100), "The password may have at most 256 characters."],
  ["abababababab", "The password repeats the same few characters."],
  ["my RingSide wall", "The password must not hold the name of this product."],
  ["x Jana.Novak x", "The password must not hold the email."],
  ["jana.novak@office.example!", "The password must not hold the email."],
  ["Password123!", "The password is one of those that are guessed first."],
  ["2026ManchesterUnited!", "The password is one of those that are guessed first."],
  ["123456789012", "The password is one of those that are guessed first."],
  ["qwertyuiopasdf", "The password is one of those that are guessed first."],
  ["ponmlkjihgfedcba", "The password is one of those that are guessed first."],
])("[L8] what is easily guessed is refused: %s", (password, fault) => {
  expect(passwordFault(password, email)).toBe(fault);
});
