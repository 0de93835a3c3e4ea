import type { Config } from "./config.ts";

/** Every secret that the start was given, for whoever must not write any of them down. */
export function secretsOf(
  config: Pick<Config, "webhookKey" | "previousWebhookKey" | "accounts" | "screens" | "company" | "operations">,
): readonly string[] {
  return [
    config.webhookKey,
    config.previousWebhookKey,
    config.accounts.secret,
    config.accounts.admin?.password,
    config.screens.configured?.token,
    config.company?.clientSecret,
    config.operations.metricsToken,
  ].filter((secret) => typeof secret === "string");
}
