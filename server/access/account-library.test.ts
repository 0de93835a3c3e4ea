import { expect, test } from "vitest";
import { ourWords } from "./account-library.ts";

test("[L402] what the library has to say of the secret names the operator's own variable", () => {
  const said = "[better-auth] Warning: your BETTER_AUTH_SECRET appears low-entropy.";
  expect(ourWords(said)).toBe("Warning: your RINGSIDE_SECRET appears low-entropy.");
  expect(ourWords("Failed to create session")).toBe("Failed to create session");
});
