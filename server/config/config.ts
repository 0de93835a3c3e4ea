import { resolve } from "node:path";
import { z } from "zod";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import { isAddressRange } from "#server/access/address-ranges.ts";
import { ConfigError } from "#server/start-error.ts";
import { type AccountConfig, accountEnvironment, accountsOf } from "./account-environment.ts";
import { type CompanyAccess, companyEnvironment, companyOf } from "./company-environment.ts";
import { form, list, variable } from "./environment-text.ts";
import { isLoopback } from "./loopback.ts";
import { type OperationsConfig, operationsEnvironment, operationsOf } from "./operations-environment.ts";
import { type ScreenConfig, screenEnvironment, screenOf } from "./screen-environment.ts";
import { siteEnvironment, siteOf } from "./site-environment.ts";

/** What the operator has decided, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataFolder: string;
  /** Of the PostgreSQL that several servers share; null: everything is kept in the data folder. */
  readonly databaseUrl: string | null;
  /** What the numbers are, as CSV; absolute. null: `directory.csv` of the data folder, where there is one. */
  readonly directoryFile: string | null;
  /** null: made on first start, and kept in the data folder. */
  readonly webhookKey: string | null;
  /** Of those that the operator gives: the one before, which is still let in; null: none. */
  readonly previousWebhookKey: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** `open`: nobody is asked who they are, and only this machine itself can reach the server. */
  readonly access: "open" | "closed";
  /** Where people reach the server, where that is not where it listens: scheme and host. */
  readonly publicUrl: string | null;
  /** Address ranges of proxies in front, who are believed when they say for whom they ask. */
  readonly proxies: readonly string[];
  /** null: people sign in with accounts of this server alone. */
  readonly company: CompanyAccess | null;
  readonly accounts: AccountConfig;
  /** The site's settings, until somebody changes them at a screen. */
  readonly site: SiteSettings;
  readonly screens: ScreenConfig;
  /** Whose recordings may be followed: names, or names and ports, in lower case. */
  readonly recordingHosts: readonly string[];
  readonly operations: OperationsConfig;
}

/** A part of an address's path. */
const keyText = z
  .string()
  .trim()
  .min(1, "must not be blank")
  .regex(/^[^/?#\s]*$/, "must not hold blanks, slashes, question marks or hashes");

/** Every message completes the sentence that begins with the variable's name. */
const environment = z.object({
  PORT: variable(
    z
      .string()
      .regex(/^\d{1,5}$/, "must be a port number, 0 to 65535")
      .transform(Number)
      .refine((port) => port <= 65_535, "must be a port number, 0 to 65535")
      .default(3000),
  ),
  HOST: variable(z.string().trim().default("0.0.0.0")),
  RINGSIDE_DATA: variable(z.string().default("./data")),
  RINGSIDE_DIRECTORY: variable(z.string().nullable().default(null)),
  RINGSIDE_WEBHOOK_KEY: variable(keyText.nullable().default(null)),
  RINGSIDE_WEBHOOK_KEY_PREVIOUS: variable(keyText.nullable().default(null)),
  RINGSIDE_TIME_ZONE: variable(
    z.string().trim().refine(isTimeZone, "must be the name of a time zone, such as Europe/Prague").default(ownTimeZone),
  ),
  RINGSIDE_RECORDING_HOSTS: variable(
    z
      .string()
      .toLowerCase()
      .pipe(list(isHost, "must be host names, with commas between them: pbx.example.com, 10.0.0.5:5001"))
      .default([]),
  ),
  RINGSIDE_PUBLIC_URL: variable(
    form(readOrigin, "must be scheme and host, such as https://board.example.com").nullable().default(null),
  ),
  RINGSIDE_TRUSTED_PROXIES: variable(
    list(isAddressRange, "must be addresses or ranges, with commas between them: 127.0.0.1, 10.0.0.0/8").default([]),
  ),
  ...companyEnvironment,
  ...accountEnvironment,
  ...siteEnvironment,
  ...screenEnvironment,
  ...operationsEnvironment,
  RINGSIDE_ACCESS: variable(z.literal("open", 'can only be "open"').optional()),
  DATABASE_URL: variable(
    z
      .string()
      .trim()
      .refine(isPostgresUrl, "must be the URL of a PostgreSQL, such as postgres://user:password@host:5432/ringside")
      .nullable()
      .default(null),
  ),
});

/** Every variable there is. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the environment. Throws `ConfigError` with a sentence, a line each, about every variable that cannot be used. The
 * variables are those of the public interface; any other is left alone.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new ConfigError(sentencesAbout(parsed.error));
  const { PORT, HOST, RINGSIDE_ACCESS, ...rest } = parsed.data;
  if (RINGSIDE_ACCESS === "open" && !isLoopback(HOST)) {
    throw new ConfigError(
      `RINGSIDE_ACCESS=open is only possible on this machine itself, and HOST is ${HOST}: set HOST=127.0.0.1.`,
    );
  }
  if (rest.RINGSIDE_WEBHOOK_KEY_PREVIOUS !== null && rest.RINGSIDE_WEBHOOK_KEY === null) {
    throw new ConfigError("RINGSIDE_WEBHOOK_KEY_PREVIOUS needs RINGSIDE_WEBHOOK_KEY.");
  }
  if (rest.RINGSIDE_OIDC_ISSUER && !(rest.RINGSIDE_OIDC_CLIENT_ID && rest.RINGSIDE_OIDC_CLIENT_SECRET)) {
    throw new ConfigError("RINGSIDE_OIDC_ISSUER needs RINGSIDE_OIDC_CLIENT_ID and RINGSIDE_OIDC_CLIENT_SECRET.");
  }
  return {
    port: PORT,
    host: HOST,
    dataFolder: resolve(rest.RINGSIDE_DATA),
    databaseUrl: rest.DATABASE_URL,
    directoryFile: rest.RINGSIDE_DIRECTORY && resolve(rest.RINGSIDE_DIRECTORY),
    webhookKey: rest.RINGSIDE_WEBHOOK_KEY,
    previousWebhookKey: rest.RINGSIDE_WEBHOOK_KEY_PREVIOUS,
    timeZone: rest.RINGSIDE_TIME_ZONE,
    access: RINGSIDE_ACCESS ?? "closed",
    publicUrl: rest.RINGSIDE_PUBLIC_URL,
    proxies: rest.RINGSIDE_TRUSTED_PROXIES,
    company: companyOf(rest),
    accounts: accountsOf(rest),
    site: siteOf(rest),
    screens: screenOf(rest),
    recordingHosts: rest.RINGSIDE_RECORDING_HOSTS,
    operations: operationsOf(rest),
  };
}

/** null: the text is more, or less, than an origin. */
function readOrigin(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(?:ql)?:$/.test(url.protocol);
}

/** A name or an address, perhaps with a port: what stands between `https://` and the next slash. */
function isHost(text: string): boolean {
  const url = text.includes("*") ? null : URL.parse(`https://${text}/`);
  return url !== null && url.pathname === "/" && (url.host === text || `${url.host}:443` === text);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The machine's own, UTC where it names none that is known. */
export function ownTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : "UTC";
}

/** One of each variable: what else is wrong with it may follow from that. */
function sentencesAbout({ issues }: z.ZodError): string {
  const firsts = new Map(issues.toReversed().map(({ path, message }) => [path.join("."), message]));
  return [...firsts]
    .toReversed()
    .map(([name, message]) => `${name} ${message}.`)
    .join("\n");
}
