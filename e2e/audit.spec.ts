import { expect, test } from "./fixtures.ts";

test("[I33] an admin reads who did what in sentences, filters them by the address, and finds nothing where nothing is", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/admin/audit`);
  await expect(page.getByText("Nothing has been noted yet")).toBeVisible();
  await page.request.get(`${server.url}/api/calls.csv`);
  await page.request.get(`${server.url}/api/report.csv?table=queues`);
  await page.reload();
  const entries = page.getByTestId("audit-entry");
  await expect(entries).toHaveCount(2);
  await expect(entries.last()).toContainText("downloaded calls.csv");
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Revealed a number" });
  await expect(page.getByText("No entry matches")).toBeVisible();
  await expect(page).toHaveURL(/kind=number-revealed/);
  await page.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(entries).toHaveCount(2);
  await expect(page).toHaveURL(`${server.url}/admin/audit`);
});
