import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPath } from "./own-path.ts";

test.each(["/", "/supervisor", "/calls?figure=now-waiting", "/desk/204", "/admin/users?find=%C3%A9"])(
  "[N5] a page of this server may be gone back to: %s",
  (path) => expect(ownPath(path)).toBe(path),
);

test.each([
  "",
  "supervisor",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
  "/api/oidc/start",
  "/x/../api/sign-out",
])("[N5] nothing else is: %j", (path) => expect(ownPath(path)).toBe(null));

test("[N5] whatever is said, who goes back stays with this server", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    "//",
    ".",
    "..",
    ":",
    "@",
    "http",
    "evil.example",
    "\t",
    "\n",
    "%2f",
    "?",
    "#",
    "a",
  );
  const text = fc.oneof(
    fc.array(piece).map((pieces) => `/${pieces.join("")}`),
    fc.string().map((rest) => `/${rest}`),
  );
  fc.assert(
    fc.property(text, (said) => {
      const path = ownPath(said);
      if (path === null) return;
      const { origin, pathname } = new URL(path, "https://board.example");
      expect(origin).toBe("https://board.example");
      expect(pathname).not.toMatch(/^\/api\//);
    }),
  );
});
