import { expect, test } from "vitest";
import { admins, staff, supervisors, viewers } from "./access.ts";
import { accessOfPage } from "./page-access.ts";

test.each([
  ["/", "anyone"],
  ["/wall", viewers],
  ["/wall/sales", viewers],
  ["/wallpaper", null],
  ["/desk/204", staff],
  ["/admin", admins],
  ["/admin/users", admins],
  ["/admin/directory", supervisors],
  ["/admin/directory/x", supervisors],
  ["/admin/directoryx", admins],
  ["/nope", null],
] as const)("[N1] the nearest row of a page's path is its rule: %s", (path, access) => {
  expect(accessOfPage(path)).toEqual(access);
});
