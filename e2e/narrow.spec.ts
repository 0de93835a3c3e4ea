import { expect, test } from "./fixtures.ts";

test.use({ access: "closed" });

test("[N602] on a phone what admins decide opens from one entry of the navigation, which names where one is", async ({
  page,
  server,
  signIn,
}) => {
  await page.setViewportSize({ width: 420, height: 640 });
  await signIn(page, "admin");
  await page.goto(`${server.url}/admin/users`);
  const navigation = page.getByRole("navigation", { name: "Screens" });
  const admin = navigation.getByRole("button", { name: "Admin: Users" });
  await expect(admin).toHaveAttribute("aria-expanded", "false");
  await expect(navigation.getByRole("link", { name: "Privacy" })).toBeHidden();
  await admin.press("Enter");
  await expect(admin).toHaveAttribute("aria-expanded", "true");
  await navigation.getByRole("link", { name: "Privacy" }).press("Enter");
  await expect(page).toHaveURL(/\/admin\/privacy$/);
  await expect(navigation.getByRole("button", { name: "Admin: Privacy" })).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("link", { name: "Calls", exact: true }).click();
  await expect(navigation.getByRole("button", { name: "Admin", exact: true })).toBeVisible();

  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(navigation.getByRole("button")).toHaveCount(0);
  await expect(navigation.getByRole("link", { name: "Privacy" })).toBeVisible();
});
