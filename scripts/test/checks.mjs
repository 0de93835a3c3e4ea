/**
 * Everything `npm test` runs, in this order; each is a script of package.json, so that it can be run alone.
 *
 * @typedef {"vitest" | "playwright" | null} Runner null: the check has no tests of its own
 * @typedef {{ name: string, script: string | null, runner: Runner }} Check script null: the build, which setup knows
 * @type {readonly Check[]}
 */
export const checks = [
  { name: "types", script: "check:types", runner: null },
  { name: "style", script: "check:style", runner: null },
  { name: "dead code", script: "check:dead", runner: null },
  { name: "unit and property tests", script: "check:unit", runner: "vitest" },
  { name: "build", script: null, runner: null },
  { name: "end to end", script: "check:e2e", runner: "playwright" },
];
