import type { Page } from "@playwright/test";
import type { Role } from "#lib/access/role.ts";

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly extension: string | null;
}

const password = "plum kettle orbit seven";

/** Has an account at every closed server, from its start. */
export const admin: Person = {
  name: "Ada Admin",
  email: "ada@north.example",
  password,
  role: "admin",
  extension: null,
};

/** Have none until somebody lets them in. */
export const people: Readonly<Record<Role, Person>> = {
  admin,
  supervisor: { name: "Lin Wei", email: "lin@north.example", password, role: "supervisor", extension: null },
  agent: { name: "Ana Kovač", email: "ana@north.example", password, role: "agent", extension: "117" },
};

export type SignIn = (page: Page, role: Role) => Promise<Person>;

/** A person at the server's addresses, without a page: what a browser would send, and the cookie it would keep. */
export interface Caller {
  /** Throws when the server refuses. */
  post(path: string, body: object): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

/** Signed in with a password that is their own. */
export async function callerAs({ email, password: own }: Pick<Person, "email" | "password">, url: string) {
  const headers = { origin: url, "content-type": "application/json" };
  const begun = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email, password: own }),
  });
  if (!begun.ok) throw new Error(`${email} is not let in: ${begun.status}`);
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  const answered = async (answer: Response): Promise<unknown> => {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const caller: Caller = {
    post: async (path, body) =>
      answered(
        await fetch(url + path, { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) }),
      ),
    get: async (path) => answered(await fetch(url + path, { headers: { cookie } })),
  };
  return caller;
}

/** Has an admin make the account, with a password that is handed over. */
export async function letIn({ name, email, role, extension }: Person, url: string, handedOver: string): Promise<void> {
  const ada = await callerAs(admin, url);
  await ada.post("/api/accounts", { name, email, role, extension, password: handedOver });
}

/** Lets the page be that of somebody who has chosen a password of their own. */
export async function signInAs(page: Page, url: string, role: Role): Promise<Person> {
  const person = people[role];
  if (role !== "admin" && !(await isKnown(person, url))) {
    const handedOver = "first kettle orbit nine";
    await letIn(person, url, handedOver);
    const newcomer = await callerAs({ email: person.email, password: handedOver }, url);
    await newcomer.post("/api/password", { current: handedOver, next: person.password });
  }
  const answer = await page.request.post(`${url}/api/sign-in`, {
    headers: { origin: url },
    data: { email: person.email, password: person.password },
  });
  if (!answer.ok()) throw new Error(`${person.email} is not let in: ${answer.status()}`);
  return person;
}

async function isKnown({ email }: Person, url: string): Promise<boolean> {
  const ada = await callerAs(admin, url);
  const { accounts } = (await ada.get("/api/accounts")) as { readonly accounts: readonly { readonly email: string }[] };
  return accounts.some((account) => account.email === email);
}
