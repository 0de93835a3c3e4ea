import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { deskPage } from "./desk-page.ts";
import { expect, test } from "./fixtures.ts";
import { callerAs, people } from "./people.ts";
import type { PhoneSystem } from "./phone-system.ts";

const caller = "05552221133";

test.use({ access: "closed" });

async function lostAt(phones: PhoneSystem, number: string, ...rang: string[]) {
  const call = phones.inbound(number);
  await call.entersQueue("820");
  await call.rings(...rang);
  await call.isLostAt("820");
}

const anyones = (page: Page) => page.getByTestId("anyones-call-backs").getByTestId("call-back");

test("[N600] an agent sees who waits for anyone's call, with hidden numbers, and is shown one for a reason that admins read", async ({
  page,
  server,
  phones,
  signIn,
}) => {
  await lostAt(phones, caller, "202");
  await signIn(page, "agent");
  await page.goto(`${server.url}/desk/117`);
  const row = anyones(page);
  await expect(row.getByTestId("whom")).toHaveText("number hidden");
  await expect(row).not.toContainText("withheld");
  await expect(row.getByRole("link")).toHaveCount(0);
  await expect(page.getByTestId("call-backs")).toBeHidden();

  await row.getByRole("button", { name: "Show number: number hidden" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("written into the audit log");
  expect(await barriersOn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(row.getByTestId("whom")).toHaveText("number hidden");

  await row.getByRole("button", { name: /^Show number/ }).click();
  await dialog.getByRole("button", { name: "To check who it is" }).click();
  await expect(row.getByTestId("whom")).toHaveText(caller);
  await expect(row.getByTestId("whom")).toBeFocused();
  await expect(row.getByRole("link", { name: `Call: ${caller}` })).toHaveAttribute("href", `tel:${caller}`);
  await expect(row.getByRole("button", { name: /^Show number/ })).toHaveCount(0);

  const ada = await callerAs(people.admin, server.url);
  expect(await ada.get("/api/audit?kind=number-revealed")).toMatchObject({
    entries: [{ who: { name: people.agent.name }, about: { of: "missed" }, reason: "check-identity" }],
  });
});

test("[N601] who takes a caller sees the number without a question, which is noted as a call back", async ({
  page,
  server,
  phones,
  signIn,
}) => {
  await lostAt(phones, caller, "202");
  await signIn(page, "agent");
  await page.goto(`${server.url}/desk/117`);
  await anyones(page).getByRole("button", { name: "Take: number hidden" }).click();
  const mine = deskPage(page).callBacks;
  await expect(mine.getByTestId("whom")).toHaveText(caller);
  await expect(anyones(page)).toHaveCount(0);
  const ada = await callerAs(people.admin, server.url);
  expect(await ada.get("/api/audit?kind=number-revealed")).toMatchObject({ entries: [{ reason: "call-back" }] });
});

test("[N600] a number of which the end is shown is told by it, and many rows are shown a few at a time", async ({
  page,
  server,
  phones,
  signIn,
}) => {
  const ada = await callerAs(people.admin, server.url);
  await ada.post("/api/site", { by: people.admin.name, put: { masking: "last-three" } });
  for (const last of ["133", "134", "135", "136", "137"]) await lostAt(phones, `05552221${last}`, "202");
  await signIn(page, "agent");
  await page.goto(`${server.url}/desk/117`);
  await expect(anyones(page)).toHaveCount(3);
  await expect(anyones(page).first().getByTestId("whom")).toHaveText("number ending 133");
  await expect(page.getByTestId("anyones-call-backs-count")).toHaveText("5");
  await page.getByRole("button", { name: "Show 2 more" }).click();
  await expect(anyones(page)).toHaveCount(5);
});
