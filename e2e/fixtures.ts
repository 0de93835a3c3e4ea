import { test as base, expect, type Page } from "@playwright/test";
import { createNetwork, type Network } from "../faults/network/network.ts";
import { type BoardServer, createBoardServer } from "./board-server.ts";
import { admin, type SignIn, signInAs } from "./people.ts";
import { createPhoneSystem, type PhoneSystem } from "./phone-system.ts";

interface Settings {
  /** The CSV of numbers and names that the server reads. */
  readonly directory: string;
  /** `closed`: people sign in at the server, and it has the one account of `admin`. */
  readonly access: "open" | "closed";
  /** What is set in the server's environment besides. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the page may write on its console as an error; anything else fails the test. null: nothing at all. */
  readonly expectedErrors: RegExp | null;
}

interface Fixtures {
  readonly server: BoardServer;
  readonly phones: PhoneSystem;
  /** The network between the page and the server: pages opened by `network.port` lose it when the test says so. */
  readonly network: Network;
  /** Lets the page of a closed server be somebody's, with an account of that role. */
  readonly signIn: SignIn;
  readonly silentConsole: undefined;
}

const accessVariables = {
  open: {},
  closed: {
    RINGSIDE_ACCESS: "",
    RINGSIDE_ADMIN_NAME: admin.name,
    RINGSIDE_ADMIN_EMAIL: admin.email,
    RINGSIDE_ADMIN_PASSWORD: admin.password,
  },
} as const;

const names = `number,kind,name
800,ivr,Welcome
820,queue,Sales
821,queue,Support
117,agent,Ana K.
202,agent,Lin W.
204,agent,Omar H.
`;

// The pages end before what serves them: one that still loads something would report its server's end as an error.
export const test = base.extend<Settings & Fixtures>({
  directory: [names, { option: true }],
  access: ["open", { option: true }],
  environment: [{}, { option: true }],
  expectedErrors: [null, { option: true }],
  server: async ({ directory, access, environment, context }, use) => {
    const server = await createBoardServer(directory, { ...accessVariables[access], ...environment });
    await server.start();
    await use(server);
    await context.close();
    await server.discard();
  },
  phones: async ({ server }, use) => {
    await use(createPhoneSystem(server.webhook));
  },
  signIn: async ({ server }, use) => {
    await use((page, role) => signInAs(page, server.url, role));
  },
  network: async ({ server, context }, use) => {
    const network = await createNetwork(server.port);
    await use(network);
    await context.close();
    await network.close();
  },
  silentConsole: [
    async ({ page, expectedErrors }, use) => {
      const said = errorsOf(page);
      await use(undefined);
      const unexpected = said.filter(({ text }) => expectedErrors?.test(text) !== true);
      expect(unexpected, "errors on the page's console").toEqual([]);
    },
    { auto: true },
  ],
});

interface PageError {
  readonly text: string;
  /** The address that it is about, or the script that says it. */
  readonly of: string;
}

function errorsOf(page: Page): readonly PageError[] {
  const said: PageError[] = [];
  page.on("pageerror", (error) => said.push({ text: String(error), of: page.url() }));
  page.on("console", (message) => {
    if (message.type() === "error") said.push({ text: message.text(), of: message.location().url });
  });
  return said;
}

export { expect };
