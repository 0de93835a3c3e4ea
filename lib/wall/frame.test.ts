import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { agentPitch } from "./agent-panel.ts";
import { frame, frameOf, profileOf, profiles } from "./frame.ts";
import { headlineShares, numerals } from "./headline-fit.ts";
import { rowType, singleHead } from "./queue-panel.ts";

test("[W18] a unit is a hundredth of the height, less where the picture is narrow", () => {
  const unit = (width: number, height: number) => frameOf({ width, height }, "standard").unit;
  expect(unit(1920, 1080)).toBeCloseTo(10.8);
  expect(unit(3840, 2160)).toBeCloseTo(21.6);
  expect(unit(2560, 1080)).toBeCloseTo(10.8);
  expect(unit(1024, 768)).toBeCloseTo(5.76);
  expect(unit(1080, 1920)).toBeCloseTo(9.6);
});

test("[W18] the same picture is divided alike, whatever its pixels", () => {
  const { unit: _small, ...small } = frameOf({ width: 1920, height: 1080 }, "standard");
  const { unit: _large, ...large } = frameOf({ width: 3840, height: 2160 }, "standard");
  expect(large).toEqual(small);
});

test("[W18] panels lie side by side in landscape, and below each other in portrait", () => {
  const wide = frameOf({ width: 1920, height: 1080 }, "standard");
  expect(wide.queues.width + wide.agents.width).toBeLessThan(178);
  const tall = frameOf({ width: 1080, height: 1920 }, "standard");
  expect(tall.shape).toBe("portrait");
  expect(tall.queues).toEqual(tall.agents);
});

test("[W18] the distance chooses the profile; what is no distance is standard", () => {
  expect([Number.NaN, 0, 4.4, 6, 6.9, 7, 9, 9.1, 12, 40].map(profileOf)).toEqual([
    "standard",
    "standard",
    "standard",
    "standard",
    "standard",
    "far",
    "far",
    "extra-far",
    "extra-far",
    "extra-far",
  ]);
});

/** The style sheet draws what the plans reckon with: the two are compared number by number. */
function sheet(name: string): string {
  return readFileSync(join(import.meta.dirname, "../../components/wall", name), "utf8").replaceAll(/\s+/g, " ");
}

test("[W18] the style sheet draws the frame that is reckoned with", () => {
  const css = sheet("wall.css");
  const { standard, far } = profiles;
  expect(css).toContain("--u: min(1vh, 0.5625vw);");
  expect(css).toContain("--u: min(0.5vh, 0.9vw);");
  expect(css).toContain(
    `--k: ${standard.k}; --header: ${standard.header}; --headline: ${standard.headline}; --today: ${standard.today};`,
  );
  expect(css).toContain(`--k: ${far.k}; --header: ${far.header}; --headline: ${far.headline}; --today: ${far.today};`);
  expect(css).toContain(`--k: ${profiles["extra-far"].k};`);
  expect(css).toContain(`--gap: calc(var(--u) * ${frame.gap});`);
  expect(css).toContain(`--margin-block: calc(var(--u) * ${frame.marginBlock});`);
  expect(css).toContain(`--margin-inline: calc(var(--u) * ${frame.marginInline});`);
  expect(css).toContain(`--panel-block: calc(var(--u) * ${frame.panelBlock});`);
  expect(css).toContain(`--panel-inline: calc(var(--u) * ${frame.panelInline});`);
  expect(css).toContain(`--table-head: calc(var(--u) * ${frame.tableHead});`);
  expect(css).toContain(`--queues-fr: ${frame.queuesShare * 100}fr; --agents-fr: ${100 - frame.queuesShare * 100}fr;`);
  expect(css).toContain(`--large: calc(var(--u) * var(--k) * ${rowType.large});`);
  expect(css).toContain(`--row: calc(var(--u) * var(--k) * ${rowType.normal});`);
  expect(css).toContain(`--label: calc(var(--u) * var(--k) * ${rowType.far});`);
});

test("[W18] the style sheet draws the headline that is reckoned with", () => {
  const css = sheet("headline.css");
  for (const shares of Object.values(headlineShares)) {
    expect(css).toContain(
      `grid-template-columns: ${Object.values(shares)
        .map((share) => `${share}fr`)
        .join(" ")};`,
    );
  }
  for (const { full, small, smallest } of Object.values(numerals)) {
    expect(sheet("wall.css")).toContain(
      `--numeral: ${full}; --numeral-small: ${small}; --numeral-smallest: ${smallest};`,
    );
  }
});

test("[W18] the style sheet draws the agents and the single queue that are reckoned with", () => {
  const agents = sheet("agents.css");
  const ringing = sheet("ringing.css");
  const gap = 0.6;
  expect(ringing).toContain(`block-size: calc(var(--u) * ${agentPitch.tile} * var(--scale) * var(--ring-rows));`);
  expect(agents).toContain(`block-size: calc(var(--u) * ${(agentPitch.tile - gap).toFixed(1)} * var(--scale));`);
  expect(agents).toContain(`margin-block-end: calc(var(--u) * ${gap} * var(--scale));`);
  expect(agents).toContain(`block-size: calc(var(--u) * ${agentPitch.legend} * var(--scale));`);
  expect(agents).toContain(`block-size: calc(var(--u) * ${agentPitch.legendLine} * var(--scale));`);
  expect(ringing).toContain(`calc(var(--u) * (${agentPitch.tile} * var(--rows-each) - ${gap}) * var(--scale));`);
  expect(agents).toContain(
    `grid-auto-rows: minmax(calc(var(--u) * ${agentPitch.tile}), calc(var(--u) * ${agentPitch.tallestTile}));`,
  );
  expect(agents).toContain(`column-gap: calc(var(--u) * ${agentPitch.columnGap});`);
  expect(agents).toContain(`minmax(calc(var(--u) * ${agentPitch.listTile}),`);
  const head = [
    ...sheet("queue-callers.css").matchAll(/block-size: calc\(var\(--u\) \* ([\d.]+) \* var\(--scale\)\)/g),
  ];
  expect(head.reduce((sum, [, height]) => sum + Number(height), 0)).toBeCloseTo(singleHead);
});
