import type { Metadata } from "next";
import { CallScreen } from "#components/calls/call-screen.tsx";

export const metadata: Metadata = { title: "Call · Ringside" };

interface CallPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

export default async function CallPage({ params, searchParams }: CallPageProps) {
  const [{ id }, { started }] = await Promise.all([params, searchParams]);
  return <CallScreen id={decoded(id)} started={typeof started === "string" ? started : null} />;
}

/** What cannot be decoded is no id, and no call will be found under it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
