import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";

const row = (page: Page, number: string) => page.locator(`[data-testid="number"][data-number="${number}"]`);
const nameOf = (page: Page, number: string) => page.getByLabel(`Name of ${number}`, { exact: true });

/** Opens the directory as somebody who has said who they are. */
async function openDirectory(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("ringside-name", "Ana K."));
  await page.goto(`${url}/admin/directory`);
  await expect(page.getByTestId("freshness")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Numbers" })).toBeVisible();
}

test("[D40] a number appears with its first call", async ({ page, server, phones }) => {
  await openDirectory(page, server.url);
  await expect(nameOf(page, "117")).toHaveValue("Ana K.");
  await expect(row(page, "933")).toHaveCount(0);
  const call = phones.inbound("0555123456");
  await call.entersQueue("933");
  await expect(nameOf(page, "933")).toHaveValue("");
  await expect(page.getByLabel("What 933 is")).toContainText("Queue (as seen)");
  await call.rings("934");
  await expect(page.getByLabel("What 934 is")).toContainText("Phone (as seen)");
});

test("[D42] a name is saved by Enter, given up by Escape, and reaches everybody", async ({ page, server, context }) => {
  await openDirectory(page, server.url);
  const other = await context.newPage();
  await openDirectory(other, server.url);
  await nameOf(page, "202").fill("Lin Wei");
  await page.keyboard.press("Enter");
  await expect(row(page, "202")).toContainText("saved");
  await expect(nameOf(other, "202")).toHaveValue("Lin Wei");
  await nameOf(page, "204").fill("Nobody");
  await page.keyboard.press("Escape");
  await expect(nameOf(page, "204")).toHaveValue("Omar H.");
  await page.reload();
  await expect(nameOf(page, "202")).toHaveValue("Lin Wei");
  await expect(nameOf(page, "204")).toHaveValue("Omar H.");
});

test("[D43] who edits what somebody else changes meanwhile is told, and the later one stands", async ({
  page,
  server,
  context,
}) => {
  await openDirectory(page, server.url);
  const other = await context.newPage();
  await openDirectory(other, server.url);
  await nameOf(page, "202").fill("Lin W.!");
  await nameOf(other, "202").fill("Lin Wei");
  await other.keyboard.press("Enter");
  await expect(row(page, "202")).toContainText("Somebody else named it “Lin Wei” meanwhile.");
  await expect(nameOf(page, "202")).toHaveValue("Lin W.!");
  await nameOf(page, "202").press("Enter");
  await expect(nameOf(other, "202")).toHaveValue("Lin W.!");
});

test("[D42] a kind is changed and given back to the feed", async ({ page, server, phones }) => {
  await phones.inbound("0555123456").entersQueue("933");
  await openDirectory(page, server.url);
  const kind = page.getByLabel("What 933 is");
  await kind.selectOption("Menu");
  await expect(row(page, "933")).toContainText("saved");
  await expect.poll(async () => (await server.board()).queues.map(({ queue }) => queue)).not.toContain("933");
  await page.getByRole("button", { name: "Give 933 back to what the feed says of it" }).click();
  await expect(kind).toHaveValue("");
  await expect.poll(async () => (await server.board()).queues.map(({ queue }) => queue)).toContain("933");
});

test("[D44] an act asks who one is, and without an answer changes nothing", async ({ page, server }) => {
  await page.goto(`${server.url}/admin/directory`);
  await nameOf(page, "202").fill("Lin Wei");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Who are you?" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "202")).toContainText("Not changed");
  await expect(nameOf(page, "202")).toHaveValue("Lin W.");
  await nameOf(page, "202").fill("Lin Wei");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Ana");
  await page.keyboard.press("Enter");
  await expect(row(page, "202")).toContainText("saved");
});

test("[D45] a queue gets targets and office hours of its own; a fault is marked and nothing saved", async ({
  page,
  server,
}) => {
  await openDirectory(page, server.url);
  await page.getByRole("button", { name: "Edit the rules of Sales" }).click();
  const dialog = page.getByRole("dialog", { name: "Rules of Sales" });
  await dialog.getByLabel("Answer within (seconds)").fill("0");
  await dialog.getByText("By weekday").click();
  await dialog.getByLabel("Monday, stretch 1, to").fill("7");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Answer within (seconds)")).toHaveAccessibleDescription(/1 to 3600 is needed/);
  await expect(dialog.getByLabel("Monday, stretch 1, to")).toHaveAccessibleDescription("It must end after it begins.");
  expect(await barriersOn(page)).toEqual([]);
  await dialog.getByLabel("Answer within (seconds)").fill("30");
  await dialog.getByLabel("Monday, stretch 1, to").fill("16:30");
  await dialog.getByRole("button", { name: "Copy the hours of Monday to all days" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const queue = page.locator('[data-testid="queue"][data-queue="820"]');
  await expect(queue).toContainText("30 s");
  await expect(queue).toContainText(/Mon–Sun 08:00–.?16:30/);
  await expect(page.getByRole("button", { name: "Edit the rules of Sales" })).toBeFocused();
});

test("[D47] an import shows what it would change, and its faults by line, before it changes anything", async ({
  page,
  server,
}) => {
  await openDirectory(page, server.url);
  await page.getByRole("button", { name: "Import CSV" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Import numbers" });
  const choose = (csv: string) =>
    dialog.getByLabel("CSV file").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await choose("number,kind,name\n117,robot,Ana\n");
  await expect(page.getByTestId("import-faults")).toContainText("Line 2");
  await expect(dialog.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  await choose("number,kind,name\n117,agent,Ana Kovac\n555,agent,<i>New</i>\n202,agent,Lin W.\n");
  await expect(page.getByTestId("import-preview")).toContainText("1 added, 1 changed, 1 as they are.");
  expect(await barriersOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Import 2 changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(nameOf(page, "117")).toHaveValue("Ana Kovac");
  await expect(nameOf(page, "555")).toHaveValue("<i>New</i>");
});

test("[D51] a number is said to be something before its first call", async ({ page, server }) => {
  await openDirectory(page, server.url);
  await page.getByRole("button", { name: "Add number" }).click();
  const dialog = page.getByRole("dialog", { name: "Add number" });
  const number = dialog.getByLabel("Number", { exact: true });
  await number.fill("117");
  await page.keyboard.press("Enter");
  await expect(number).toHaveAccessibleDescription(/117 is in the list already/);
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/give it a name/);
  expect(await barriersOn(page)).toEqual([]);
  await number.fill("829");
  await dialog.getByLabel("What it is").selectOption("Queue");
  await dialog.getByLabel("Name", { exact: true }).fill("Night line");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(nameOf(page, "829")).toHaveValue("Night line");
  await expect(page.getByRole("button", { name: "Edit the rules of Night line" })).toBeVisible();
});

test("[D25] numbers and contacts are to be had as files", async ({ page, server }) => {
  await openDirectory(page, server.url);
  for (const [nth, name] of ["directory.csv", "contacts.csv"].entries()) {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).nth(nth).click();
    expect((await coming).suggestedFilename()).toContain(name);
  }
});

test("[D49] contacts are added, found and removed", async ({ page, server }) => {
  await openDirectory(page, server.url);
  await page.getByRole("button", { name: "Add contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  await page.keyboard.type("+49 30 5554821");
  await dialog.getByLabel("Name", { exact: true }).fill("Brandt GmbH");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const contacts = page.getByTestId("contacts");
  await expect(contacts).toContainText("Brandt GmbH");
  await page.getByLabel("Find a contact").fill("nobody");
  await expect(page.getByText("No contact matches")).toBeVisible();
  await page.getByLabel("Find a contact").fill("brandt");
  await contacts.getByRole("button", { name: "Remove Brandt GmbH" }).click();
  await page.getByLabel("Find a contact").fill("");
  await expect(page.getByText("No contacts yet")).toBeVisible();
});

test.describe("with 2,000 numbers", () => {
  const many = Array.from({ length: 2000 }, (_none, index) => `${1000 + index},agent,Somebody ${index}`);
  test.use({ directory: ["number,kind,name", ...many].join("\n") });

  test("[D48] only the rows in sight are in the page, and any is found", async ({ page, server }) => {
    await openDirectory(page, server.url);
    await expect(nameOf(page, "1000")).toBeVisible();
    expect(await page.getByTestId("number").count()).toBeLessThan(80);
    await page.getByTestId("numbers").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(nameOf(page, "2999")).toBeVisible();
    await page.getByLabel("Find a number or name").fill("somebody 1234");
    await expect(nameOf(page, "2234")).toBeVisible();
    await expect(page.getByTestId("number")).toHaveCount(1);
  });
});

const hostile = `number,kind,name
800,ivr,"<img src=x onerror=""alert(1)"">"
820,queue,"A queue with a very long name, of a department with a longer one still, in the north of the country"
117,agent,"\u202eesrever"
`;

for (const colorScheme of ["dark", "light"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [420, 640],
    [720, 450],
  ] as const) {
    test.describe(`${colorScheme}, ${width}x${height}`, () => {
      test.use({ colorScheme, viewport: { width, height }, directory: hostile });

      test(`[O15] [D50] ${colorScheme} ${width}: no barrier, and nothing sideways to scroll`, async ({
        page,
        server,
      }) => {
        await openDirectory(page, server.url);
        await expect(row(page, "117")).toBeVisible();
        expect(await barriersOn(page)).toEqual([]);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sideways).toBeLessThanOrEqual(0);
      });
    });
  }
}
