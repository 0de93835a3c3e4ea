import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { figuresOf } from "#components/board/figures.ts";
import { Name } from "#components/board/name.tsx";
import { HeadlineTile } from "./headline-tile.tsx";
import { Wall } from "./wall.tsx";
import { readWallOptions } from "./wall-options.ts";

const page = renderToStaticMarkup(<Wall profile="standard" theme="system" dir="ltr" sound={false} latency={false} />);
const text = page.replaceAll(/<[^>]*>/g, " ");

test("[W2] before the first snapshot the page claims nothing: dashes, and not one digit", () => {
  expect(text.match(/–/g)?.length).toBeGreaterThanOrEqual(12);
  expect(text).not.toMatch(/\d/);
  expect(page).toContain('data-freshness="before-first"');
});

test("[W26] what the server sends needs no style attribute and no inline script", () => {
  for (const profile of ["standard", "far", "extra-far"] as const) {
    const sent = renderToStaticMarkup(<Wall profile={profile} theme="dark" dir="ltr" sound={false} latency={false} />);
    expect(sent).not.toMatch(/ style=/);
    expect(sent).not.toMatch(/<script/);
  }
});

test("[W27] who hears the page finds headings, a table with named columns, and one polite summary", () => {
  expect(page.match(/<h2/g)?.length).toBeGreaterThanOrEqual(7);
  expect(page.match(/<th scope="col"/g)).toHaveLength(5);
  expect(page.match(/role="status"/g)).toHaveLength(1);
  expect(page.match(/<svg(?![^>]*aria-hidden="true")/g)).toBeNull();
});

test("[W1] figures run while they are fresh, stand still when stale, and are gone when lost", () => {
  const kinds = ["before-first", "live", "delayed", "stale", "lost", "down"] as const;
  expect(kinds.map(figuresOf)).toEqual(["gone", "running", "running", "frozen", "gone", "gone"]);
});

function tile(severity: "normal" | "watch" | "critical" | "standing") {
  return renderToStaticMarkup(
    <HeadlineTile
      name="longest"
      profile="standard"
      glyph={null}
      label="Longest wait"
      severity={severity}
      figure="4:37"
      asides={[]}
    />,
  );
}

test("[W7] severity has a shape of its own, so that it is seen without its colour", () => {
  expect(tile("normal")).not.toContain("data-glyph");
  expect(tile("watch")).toContain('data-glyph="watch"');
  expect(tile("critical")).toContain('data-glyph="critical"');
  expect(tile("standing")).toContain('data-glyph="critical"');
});

test("[W15] a hostile name is text, in its own direction, on one line", () => {
  const shown = renderToStaticMarkup(<Name text={'\u202e<img src=x onerror="alert(1)">\n'} cut="end" />);
  expect(shown).toBe(
    '<bdi class="name" data-cut="true"><span class="name-head">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</span></bdi>',
  );
});

test("[W24] the address says how far the reader sits, which theme and which direction; anything else is as if it were not there", () => {
  expect(readWallOptions({})).toEqual({
    profile: "standard",
    theme: "system",
    dir: "ltr",
    sound: false,
    latency: false,
  });
  expect(readWallOptions({ k: "9", theme: "light", dir: "rtl", sound: "on", latency: "on" })).toEqual({
    profile: "far",
    theme: "light",
    dir: "rtl",
    sound: true,
    latency: true,
  });
  expect(readWallOptions({ k: ["12", "6"], theme: "blue", dir: "up", sound: "loud", latency: "yes" })).toEqual({
    profile: "extra-far",
    theme: "system",
    dir: "ltr",
    sound: false,
    latency: false,
  });
  expect(readWallOptions({ k: "<script>" }).profile).toBe("standard");
});
