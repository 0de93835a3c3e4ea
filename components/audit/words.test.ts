import { expect, test } from "vitest";
import { words } from "./words.ts";

test("[I400] settings that changed are told by what people call them", () => {
  const told = words.deeds["settings-changed"];
  expect(told("masking, worksCouncil")).toBe("changed settings: callers’ numbers on walls, figures of single persons");
  expect(told("")).toBe("changed settings");
});
