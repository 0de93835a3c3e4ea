import { connect } from "node:net";
import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";

const ring =
  '{ "Event": "ringing", "Callerid": "05552221133", "User": "820", "Usertype": "queue", "Did": "", "Id": "230307114903_10-0" }';

/** Opens the screen as somebody who has said who they are. */
async function openConnection(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("ringside-name", "Ana K."));
  await page.goto(`${url}/admin/connection`);
  await expect(page.getByRole("heading", { name: "Requests as they arrive" })).toBeVisible();
}

const arrivals = (page: Page, verdict: string) => page.locator(`[data-testid="arrival"][data-verdict="${verdict}"]`);

function send(address: string, body: string): Promise<Response> {
  return fetch(address, { method: "POST", body });
}

test("[Y15] every request shows as it arrives, with what was recognised, or with why not and what to do", async ({
  page,
  server,
}) => {
  await openConnection(page, server.url);
  await expect(page.getByText("Listening. Nothing has come yet.")).toBeVisible();

  await send(server.webhook, ring);
  await expect(arrivals(page, "taken")).toContainText("call comes in");
  await expect(arrivals(page, "taken")).toContainText("queue 820 · caller");
  await expect(page.getByTestId("arrivals")).not.toContainText("05552221133");

  await send(server.webhook.slice(0, -5), ring);
  const wrong = arrivals(page, "wrong-key");
  await expect(wrong).toContainText("answered 401");
  await wrong.getByText("Why?").click();
  await expect(wrong).toContainText("shorter than yours: it was cut off");

  await send(server.webhook, "hello?");
  const odd = arrivals(page, "not-understood");
  await odd.getByText("Why?").click();
  await expect(odd).toContainText("read again when a later version understands it");

  await send(server.webhook, "x".repeat(70_000));
  await expect(arrivals(page, "too-large")).toContainText("answered 413");

  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.end(Buffer.from("16030100a5010000a1", "hex"));
  await expect(arrivals(page, "https")).toContainText("HTTPS on an HTTP port");

  await fetch(`${server.url}/webhook?event=ringing`);
  await expect(arrivals(page, "misdirected")).toContainText("GET /webhook");
  await expect(page.getByTestId("arrival").first()).toHaveAttribute("data-verdict", "misdirected");
  expect(await barriersOn(page)).toEqual([]);
});

test("[Y15] what arrives after the list was asked for and before the line is open shows too", async ({
  page,
  server,
}) => {
  const gate = Promise.withResolvers<void>();
  await page.routeWebSocket(/socket\.io/, async (line) => {
    await gate.promise;
    line.connectToServer();
  });
  const listed = page.waitForResponse("**/api/arrivals");
  await openConnection(page, server.url);
  await listed;
  await send(server.webhook, ring);
  gate.resolve();
  await expect(arrivals(page, "taken")).toContainText("call comes in");
});

test("[Y11] a test event shows as a test, and stands on no board", async ({ page, server }) => {
  await openConnection(page, server.url);
  await page.getByRole("button", { name: /test event/i }).click();
  await expect(arrivals(page, "taken")).toContainText("Test");
  expect((await server.board()).calls).toEqual([]);
  await expect(page.getByTestId("kept-delivery")).toHaveCount(0);
});

test("[Y13] kept deliveries are masked until one is asked for, and one that is not understood is read again", async ({
  page,
  server,
}) => {
  await send(server.webhook, ring);
  await send(server.webhook, "hello?");
  await openConnection(page, server.url);
  const first = page.locator('[data-testid="kept-delivery"][data-seq="1"]');
  await expect(first).toContainText("•••••••••••");
  await expect(first).not.toContainText("05552221133");
  await page.getByRole("button", { name: "Show delivery 1 as it came" }).click();
  await expect(first).toContainText("05552221133");
  await page.getByRole("radio", { name: /^Not understood/ }).check({ force: true });
  await expect(first).toHaveCount(0);
  await page.getByRole("button", { name: "Read delivery 2 again" }).click();
  await expect(page.getByText("It is still not understood.")).toBeVisible();
});

test.describe("who may send", () => {
  test.use({ expectedErrors: /status of 400/ });

  test("[Y9] a list of senders is checked, and what it refuses is seen", async ({ page, server }) => {
    await openConnection(page, server.url);
    const senders = page.getByLabel("Senders");
    await senders.fill("10.0.0.0/99");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert").getByText(/senders must be addresses or ranges/)).toBeVisible();
    await senders.fill("10.0.0.0/8");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
    expect((await send(server.webhook, ring)).status).toBe(401);
    const refused = arrivals(page, "sender-not-allowed");
    await refused.getByText("Why?").click();
    await expect(refused).toContainText("not in the list of senders");
  });
});

test.describe("a key of the server's own", () => {
  test.use({ environment: { RINGSIDE_WEBHOOK_KEY: "" } });

  test("[Y2] is shown until it is in use, and replaced without a gap", async ({ page, server }) => {
    await openConnection(page, server.url);
    await page.getByRole("button", { name: /^Show/ }).click();
    const address = page.locator("pre").filter({ hasText: /\/api\/webhook\/[\w-]{43}$/ });
    const shown = (await address.first().textContent()) ?? "";
    expect((await send(shown, ring)).status).toBe(200);

    await page.getByRole("button", { name: "Make a new key" }).click();
    await page.getByRole("button", { name: "Make it" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("It is shown this once");
    const made = (await dialog.locator("pre").textContent()) ?? "";
    expect(made).not.toBe(shown);
    expect(await barriersOn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Close" }).click();
    expect((await send(shown, ring)).status).toBe(200);
    expect((await send(made, ring)).status).toBe(200);
    await expect(page.getByTestId("keys")).toContainText("Previous key");
    await expect(arrivals(page, "taken").filter({ hasText: "with the previous key" })).toHaveCount(1);

    await page.getByRole("button", { name: "End the previous key now" }).click();
    await expect(page.getByTestId("keys")).not.toContainText("Previous key");
    expect((await send(shown, ring)).status).toBe(401);
    await arrivals(page, "wrong-key").getByText("Why?").click();
    await expect(arrivals(page, "wrong-key")).toContainText("previous key, whose time is over");
    await page.reload();
    await expect(page.getByTestId("keys")).toBeVisible();
    expect(await page.content()).not.toContain(made.slice(-43));
  });
});
