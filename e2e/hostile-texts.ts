import { expect, type Page } from "@playwright/test";

/** What somebody may be called who means ill: each a way to become more than text somewhere. */
export const cores = [
  "<script>document.body.id='taken'</script>",
  "<img src=x onerror=\"document.body.id='taken'\">",
  '"><svg onload="document.title=\'taken\'">',
  "'-(document.body.id='taken')-'",
  "javascript:document.body.id='taken'",
  "{{constructor.constructor('document.body.id=1')()}}",
  "$\u007bdocument.body.id='taken'}",
  "</script><script>document.body.id='taken'</script>",
  "<iframe srcdoc=\"<script>parent.document.body.id='taken'</script>\">",
  "<style>*{display:none}</style>",
  "<base href=//evil.example>",
  "<meta http-equiv=refresh content=0;url=//evil.example>",
  "<form action=//evil.example><input type=submit>",
  "<!--",
  "]]>",
  "&lt;script&gt;",
  "=cmd|'/C calc'!A0",
  "@SUM(1)",
  "\u202eevil\u202c",
  "\u2066isolated",
  "\u0000\u0007\u001b[31m",
  "a\u0301".repeat(60),
  "\u{1F468}\u200d\u{1F469}\u200d\u{1F467}".repeat(12),
  "W".repeat(200),
  "\ufdfd".repeat(40),
  "漢字".repeat(90),
  "ا".repeat(150),
  "__proto__",
  "toString",
  "[object Object]",
  "../../etc/passwd",
  "%00%ff%zz",
  "?a=b&c#d",
  "//evil.example",
];

/** Two hundred of them. */
export const payloads = Array.from({ length: 200 }, (_, n) => `${n < cores.length ? "" : n}${cores[n % cores.length]}`);

/** What a page must not show: things that callers' text has made. */
export async function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const made = document.querySelectorAll(
      "main :is(script, iframe, style, base, meta, form[action], [onload], [onerror])",
    );
    const links = [...document.querySelectorAll("main a[href]")].map((link) => link.getAttribute("href") ?? "");
    const invisible = /[^\P{Cc}\s]|[\u202a-\u202e\u2066-\u2069]/u.test(
      document.querySelector("main")?.textContent ?? "",
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide on ${clientWidth}`] : []),
      ...[...made].map((one) => `text has become <${one.localName}>`),
      ...links.filter((href) => !/^(?:\/(?!\/)|#|\?|tel:\+?\d+$)/.test(href)).map((href) => `a link leads to ${href}`),
      ...(document.body.id === "taken" ? ["a script ran"] : []),
      ...(invisible ? ["invisible characters are shown"] : []),
    ];
  });
}

/**
 * Opens each page, wide and narrow, and looks whether a text has become more than text there.
 * @param pages paths, and a word by which each is known to show what it shows; "": that there is something is enough
 */
export async function expectOnlyText(
  page: Page,
  url: string,
  pages: readonly (readonly [path: string, sign: string])[],
): Promise<void> {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 420, height: 640 },
  ]) {
    await page.setViewportSize(size);
    for (const [path, sign] of pages) {
      await page.goto(`${url}${path}`);
      const main = page.getByRole("main");
      if (sign === "") await expect(main, path).toBeVisible();
      else await expect(main.getByText(sign).filter({ visible: true }).first(), path).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => faultsOf(page), `${path} at ${size.width}`).toEqual([]);
    }
  }
}
