import { type PostgresUnderTest, startPostgres } from "#server/postgres/postgres-under-test.ts";
import { type Balancer, createBalancer } from "./balancer.ts";
import { type BoardServer, createBoardServer } from "./board-server.ts";
import { either, networkFails } from "./expected-errors.ts";
import { test as base, expect } from "./fixtures.ts";
import { admin, callerAs, signInAs } from "./people.ts";
import { createPhoneSystem } from "./phone-system.ts";
import { wallPage } from "./wall-page.ts";

interface Several {
  readonly servers: readonly [BoardServer, BoardServer];
  readonly balancer: Balancer;
}

const names = "number,kind,name\n820,queue,Sales\n117,agent,Ana K.\n204,agent,Omar H.\n";

/** Two servers on one database, and what stands before them. */
const test = base.extend<{ several: Several }>({
  several: async ({ access, context }, use, { workerIndex }) => {
    const postgres: PostgresUnderTest = await startPostgres();
    const environment = {
      DATABASE_URL: await postgres.createDatabase(`several_${workerIndex}`),
      ...(access === "open"
        ? {}
        : {
            RINGSIDE_ACCESS: "",
            RINGSIDE_ADMIN_NAME: admin.name,
            RINGSIDE_ADMIN_EMAIL: admin.email,
            RINGSIDE_ADMIN_PASSWORD: admin.password,
          }),
    };
    const servers = [await createBoardServer(names, environment), await createBoardServer(names, environment)] as const;
    for (const server of servers) await server.start();
    const balancer = await createBalancer(servers.map(({ port }) => port));
    await use({ servers, balancer });
    await context.close();
    await balancer.close();
    for (const server of servers) await server.discard();
    await postgres.remove();
  },
});

test.describe("behind a load balancer", () => {
  test.use({ expectedErrors: networkFails });

  test("[T31] a wall goes on when the server that it is connected to dies, and is right at once", async ({
    page,
    several: { servers, balancer },
  }) => {
    const wall = wallPage(page);
    await page.goto(`${balancer.url}/wall`);
    const [one, other] = servers;
    const phones = createPhoneSystem(one.webhook.replace(one.url, balancer.url));
    const first = phones.inbound("05552221133");
    await first.entersQueue("820");
    await first.rings("117");
    await expect(wall.ringing("117")).toBeVisible();
    for (const dying of [one, other]) {
      await dying.kill();
      await expect.poll(() => isAnswered(balancer.url)).toBe(true);
      const call = phones.inbound(`0555222${dying.port}`);
      await call.entersQueue("820");
      await call.rings("204");
      await expect(wall.ringing("204")).toBeVisible();
      await expect(wall.wall).toHaveAttribute("data-freshness", "live");
      await call.isLostAt("820");
      await expect(wall.ringing("204")).toBeHidden();
      await dying.start();
    }
    await expect(wall.numeral("waiting")).toHaveText("1");
  });
});

test.describe("behind a load balancer, with accounts", () => {
  test.use({ access: "closed", expectedErrors: either(networkFails, /401/) });

  test("[T31] who signed in at one server is in at the others, and out of them when the account is gone", async ({
    page,
    several: { servers, balancer },
  }) => {
    const [one, other] = servers;
    await signInAs(page, one.url, "supervisor");
    await page.goto(`${other.url}/supervisor`);
    await expect(page.getByTestId("worklist-region")).toBeVisible();
    const phones = createPhoneSystem(one.webhook.replace(one.url, balancer.url));
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await call.isLostAt("820");
    await expect(page.getByText("05552221133").first()).toBeVisible();
    await one.kill();
    await expect.poll(() => isAnswered(balancer.url)).toBe(true);
    await page.goto(`${balancer.url}/supervisor`);
    await expect(page.getByText("05552221133").first()).toBeVisible();
    await one.start();

    const ada = await callerAs(admin, one.url);
    const { accounts } = (await ada.get("/api/accounts")) as { accounts: readonly { id: string; email: string }[] };
    const gone = accounts.find(({ email }) => email !== admin.email);
    await ada.post("/api/accounts/remove", { id: gone?.id });
    await expect(page).toHaveURL(/sign-in/);
  });
});

/** Whoever had a connection to the server that died finds out by using it. */
function isAnswered(url: string): Promise<boolean> {
  return fetch(`${url}/api/health?check=live`).then(
    ({ ok }) => ok,
    () => false,
  );
}
