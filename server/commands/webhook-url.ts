import { OptionProblem } from "./command-line.ts";

/** The address to send to: `url` as it is, or the webhook under `key` of the server at `url`. Throws `OptionProblem`. */
export function webhookUrl(url: string | null, key: string | null): URL {
  if (url === null) throw new OptionProblem("--url is missing: give the webhook's address.");
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new OptionProblem(`--url must be an http or https address, not "${url}".`);
  }
  if (key === null && parsed.pathname === "/") {
    throw new OptionProblem(
      `--url ${parsed.origin} is a server's address: give the webhook's key with --key, or the webhook's whole address as --url.`,
    );
  }
  if (key === null) return parsed;
  if (parsed.pathname.includes("/api/webhook/")) {
    throw new OptionProblem("--url is the webhook's whole address already: leave --key out.");
  }
  const base = parsed.pathname.replace(/\/+$/, "");
  return new URL(`${base}/api/webhook/${encodeURIComponent(key)}`, parsed);
}
