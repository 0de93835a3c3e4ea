import type { Page } from "@playwright/test";
import { percentText, timerText } from "#lib/display/texts.ts";
import { figureAnswer } from "#lib/protocol/api/report-answers.ts";
import { figureNames, isFigureName } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";
import { totalText } from "#lib/report/texts.ts";
import { expect, test } from "./fixtures.ts";
import type { PhoneSystem } from "./phone-system.ts";

/** Something of everything: answered, missed, left in the menu, transferred, outbound, and still there. */
async function aDayOfCalls(phones: PhoneSystem): Promise<void> {
  const answered = phones.inbound("0555123401");
  await answered.entersQueue("820");
  await answered.rings("117");
  await answered.isAnsweredBy("117");
  await answered.ends("117", "01:05");
  const lost = phones.inbound("0555123402");
  await lost.entersQueue("820");
  await lost.rings("202");
  await lost.isLostAt("820");
  const again = phones.inbound("0555123402");
  await again.entersQueue("821");
  await again.isLostAt("821");
  const talking = phones.inbound("0555123403");
  await talking.entersQueue("821");
  await talking.isAnsweredBy("204");
  await phones.inbound("0555123404").entersQueue("820");
  await phones.inbound("0555123405").reachesMenu("800");
  const outbound = phones.outbound("0555999888", "117");
  await outbound.dials();
  await outbound.isAnswered();
  await outbound.ends("00:42");
  const ringing = phones.inbound("0555123402");
  await ringing.entersQueue("820");
  await ringing.rings("117");
}

interface Shown {
  readonly name: string;
  readonly text: string;
  readonly href: string;
}

/** Every figure on the page, once for each address and text. */
async function figuresOn(page: Page): Promise<readonly Shown[]> {
  const all = await page.locator("a[data-figure]").evaluateAll((links) =>
    links.map((link) => {
      const label = link.querySelector(".unseen")?.textContent ?? "";
      return {
        name: link.getAttribute("data-figure") ?? "",
        text: (link.textContent ?? "").slice(label.length).trim(),
        href: link.getAttribute("href") ?? "",
      };
    }),
  );
  return [...new Map(all.map((one) => [`${one.href} ${one.text}`, one])).values()];
}

/** The list a figure's link leads to, read to its end. */
async function listOf(url: string, { name, href }: Shown) {
  if (!isFigureName(name)) throw new Error(`there is no figure ${name}`);
  const scope = new URL(href, url).searchParams;
  const ask = async (cursor: string) => {
    const query = new URLSearchParams(
      [...scope, ["limit", "2"], ["cursor", cursor]].filter(([key]) => key !== "figure"),
    );
    return figureAnswer.parse(await (await fetch(`${url}/api/figures/${name}?${query}`)).json());
  };
  const first = await ask("");
  const items = [...first.items];
  for (let { next } = first; next !== null; ) {
    const page = await ask(next);
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items };
}

type List = Awaited<ReturnType<typeof listOf>>;

/** What a figure may say of its list: how many there are, or the mean, the longest, the sum, its share of them. */
function sayings({ count, items, value }: List): readonly string[] {
  const waits = items.map(({ waitSeconds }) => waitSeconds).filter((wait) => wait !== null);
  const talks = items.map(({ talkSeconds }) => talkSeconds).filter((talk) => talk !== null);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : sum(numbers) / numbers.length);
  return [
    String(count),
    timerText(mean(waits)),
    timerText(mean(talks)),
    timerText(waits.length === 0 ? null : Math.max(...waits)),
    totalText(sum(talks) * 1000),
    ...(value?.unit === "share" ? [percentText(value.amount)] : []),
  ];
}

/** The number of "×2" or of "1 waiting"; anything else as it stands. */
function figureIn(text: string): string {
  const numbers = text.match(/\d+/g) ?? [];
  return numbers.length === 1 && /\p{L}\p{L}|×/u.test(text) ? numbers[0] : text;
}

/** Ages of what is there now: they run on while the list is read. */
const runs = new Set(["now-waiting", "now-ringing", "now-talking", "now-live"]);

for (const path of ["/reports", "/supervisor", "/desk/117", "/calls", "/admin/directory"]) {
  test(`[G2] every figure on ${path} opens to as many calls as it says`, async ({ page, server, phones }) => {
    await aDayOfCalls(phones);
    await page.goto(`${server.url}${path}`);
    await expect(page.locator("a[data-figure]").first()).toBeVisible();
    await expect(page.getByTestId("live-waiting").getByTestId("value")).toHaveText(/\d/);
    if (path === "/reports") {
      await expect(page.getByTestId("report")).toHaveAttribute("data-state", "ready");
      await page.getByTestId("slots").locator("summary").click();
      await expect(page.getByTestId("slots").locator("a[data-figure]").first()).toBeVisible();
    }
    if (path === "/supervisor") {
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("detail").locator('a[data-figure="caller-missed"]')).toBeVisible();
    }
    if (path.startsWith("/desk")) {
      await expect(page.getByTestId("desk-card").locator('a[data-figure="caller-inbound"]')).toContainText("3rd");
      await expect(page.getByTestId("desk-card").locator('a[data-figure="caller-missed"]')).toContainText("2 times");
    }
    const shown = await figuresOn(page);
    expect(shown.length).toBeGreaterThan(0);
    for (const figure of shown) {
      const list = await listOf(server.url, figure);
      expect(list.items.length, `the list of ${figure.href}`).toBe(list.count);
      if (runs.has(figure.name) && figure.text.includes(":")) continue;
      expect(sayings(list), `${figure.text} of ${figure.href}`).toContain(figureIn(figure.text));
    }
  });
}

for (const path of ["/reports", "/supervisor", "/desk/117", "/calls"]) {
  test(`[G1] each kind of figure on ${path} tells its rule to whoever stops at it`, async ({
    page,
    server,
    phones,
  }) => {
    await aDayOfCalls(phones);
    await page.goto(`${server.url}${path}`);
    await expect(page.getByTestId("live-waiting").getByRole("link")).toBeVisible();
    if (path === "/reports") await expect(page.getByTestId("report")).toHaveAttribute("data-state", "ready");
    const names = new Set((await figuresOn(page)).map(({ name }) => name));
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) {
      if (!isFigureName(name)) throw new Error(`there is no figure ${name}`);
      await page.locator(`a[data-figure="${name}"]`).first().focus();
      await expect(page.getByRole("tooltip").filter({ hasText: figures[name].rule })).toBeVisible();
    }
  });
}

test("[G1] what counts people and callers tells its rule too", async ({ page, server, phones }) => {
  await aDayOfCalls(phones);
  await page.goto(`${server.url}/calls`);
  for (const [figure, rule] of [
    ["not-on-call", "neither rings nor talks nor dials"],
    ["call-back", "without those who withhold their number"],
  ] as const) {
    await page.getByTestId(`live-${figure}`).getByRole("link").focus();
    await expect(page.getByRole("tooltip").filter({ hasText: rule })).toBeVisible();
  }
});

test("[G1] every figure there is has a page with its title, its rule, and as many rows as it counts", async ({
  page,
  server,
  phones,
}) => {
  await aDayOfCalls(phones);
  const { missed } = await (await fetch(`${server.url}/api/board`)).json();
  const scopeOf = (name: string) => {
    if (name === "missed-row") return `&row=${missed[0].id}`;
    return name.startsWith("caller-") ? "&caller=0555123402" : "";
  };
  for (const name of figureNames) {
    await page.goto(`${server.url}/calls?figure=${name}${scopeOf(name)}`);
    await expect(page.getByRole("heading", { name: figures[name].title, exact: true })).toBeVisible();
    await expect(page.getByTestId("figure-rule")).toContainText(figures[name].rule);
    const count = await page.getByTestId("figure-count").textContent();
    await expect(page.getByTestId("call-row"), name).toHaveCount(Number(count));
  }
});

test.describe("a queue whose name turns letters around", () => {
  test.use({ directory: 'number,kind,name\n820,queue,"a\u202eb"\n' });
  test("[O92] turns none of the words beside it", async ({ page, server, phones }) => {
    await aDayOfCalls(phones);
    await page.goto(`${server.url}/calls?figure=queue-offered&queue=820`);
    await expect(page.getByTestId("figure-scope")).toContainText("Queue: ab");
    expect(await page.getByTestId("figure-scope").textContent()).not.toContain("\u202e");
  });
});

test("[G1] a share's page says the share, and of how many", async ({ page, server, phones }) => {
  await aDayOfCalls(phones);
  await page.goto(`${server.url}/calls?figure=queue-level-of-answered-or-missed&queue=820`);
  await expect(page.getByTestId("figure-value")).toHaveText("50%");
  await expect(page.getByTestId("figure-count")).toHaveText("2");
  await expect(page.getByText("50% 1 of 2 counted")).toBeVisible();
  await expect(page.getByText("target 20 s, short-abandon limit 5 s")).toBeVisible();
});

test("[G1] a figure's page says what it counts, how many, and by which rule", async ({ page, server, phones }) => {
  await aDayOfCalls(phones);
  await page.goto(`${server.url}/reports`);
  const missed = page.getByRole("link", { name: /^Sales, Missed: 1$/ });
  await missed.focus();
  await missed.press("Enter");
  await expect(page).toHaveURL(/\/calls\?figure=queue-missed&queue=820/);
  await expect(page.getByTestId("figure-count")).toHaveText("1");
  await expect(page.getByTestId("figure-rule")).toContainText("lost in the queue");
  await expect(page.getByTestId("call-row")).toHaveCount(1);
});
