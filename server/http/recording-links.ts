import type { CallView } from "#lib/call/call-view.ts";

/** A recording of a call; it may be followed where nothing bars it. */
export interface RecordingLink {
  readonly leg: number;
  /** null: the feed does not say whose conversation it is of. */
  readonly agent: string | null;
  readonly url: string;
  readonly barred: "not-https" | "host-not-listed" | null;
}

/**
 * The call's recordings, by time. Whoever calls the webhook writes these addresses, so that only hosts the operator
 * trusts become links, and only where nobody on the way can listen in.
 * @param hosts as the operator lists them, in lower case: a name, or a name and a port
 */
export function recordingLinks(view: CallView, hosts: readonly string[]): readonly RecordingLink[] {
  return view.facts.recordings.map(({ leg, agent, url }) => ({
    leg,
    agent: agent ?? view.conversations.find((one) => one.leg === leg)?.agent ?? null,
    url,
    barred: barOf(url, hosts),
  }));
}

function barOf(text: string, hosts: readonly string[]): RecordingLink["barred"] {
  const url = URL.parse(text);
  if (url?.protocol !== "https:") return "not-https";
  const listed = hosts.includes(url.host) || hosts.includes(url.hostname);
  // Who asks for a name and a password in an address is not who wrote the list.
  return listed && url.username === "" && url.password === "" ? null : "host-not-listed";
}
