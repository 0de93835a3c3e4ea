import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** A person with an account of the company's service. */
export interface CompanyPerson {
  readonly name: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly groups: readonly string[];
  readonly extension?: string;
}

/** A real OpenID provider: whoever types the name of one of its people is that person. */
export interface CompanyService {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * What a person's browser does there: signs in as `login` and agrees to everything.
   * @param address to which this server sent the browser
   * @returns the address to which the service sends it back
   */
  visit(address: string, login: string): Promise<URL>;
  stop(): Promise<void>;
}

const child = join(import.meta.dirname, "company-service.child.ts");

/** @param callback where it sends people back to @param people by what they type to sign in */
export async function startCompanyService(
  callback: string,
  people: Readonly<Record<string, CompanyPerson>>,
): Promise<CompanyService> {
  const service = spawn(process.execPath, [child, callback, JSON.stringify(people)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const exited = once(service, "exit");
  const issuer = await addressIn(service.stdout);
  return {
    issuer,
    clientId: "ringside",
    clientSecret: "only-for-tests-not-a-secret",
    visit: (address, login) => visit(address, { login, until: callback }),
    async stop() {
      service.kill();
      await exited;
    },
  };
}

/** It tells more than its address. */
async function addressIn(output: Readable): Promise<string> {
  let said = "";
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const address = /^http:\S+$/m.exec(said)?.[0];
    if (address !== undefined) {
      output.resume();
      return address;
    }
  }
  throw new Error("the company's service did not start");
}

async function visit(address: string, { login, until }: { login: string; until: string }): Promise<URL> {
  const cookies = new Map<string, string>();
  const ask = async (url: URL, form: URLSearchParams | null): Promise<URL> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = form === null ? {} : { method: "POST", body: form };
    const answer = await fetch(url, { ...sent, redirect: "manual", headers: { cookie } });
    for (const kept of answer.headers.getSetCookie()) {
      const { name = "", value = "" } = /^(?<name>[^=]+)=(?<value>[^;]*)/.exec(kept)?.groups ?? {};
      cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (next === null) return fill(url, await answer.text());
    const there = new URL(next, url);
    return there.href.startsWith(until) ? there : ask(there, null);
  };
  const fill = (url: URL, page: string): Promise<URL> => {
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`no form at ${url.pathname}`);
    return ask(new URL(action, url), new URLSearchParams({ prompt, login, password: "any" }));
  };
  return ask(new URL(address), null);
}
