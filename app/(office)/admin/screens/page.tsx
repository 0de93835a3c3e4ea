import type { Metadata } from "next";
import { ScreensScreen } from "#components/screens/screens-screen.tsx";

export const metadata: Metadata = { title: "Screens · Ringside" };

interface ScreensPageProps {
  readonly searchParams: Promise<{ readonly code?: string | readonly string[] }>;
}

export default async function ScreensPage({ searchParams }: ScreensPageProps) {
  const { code = "" } = await searchParams;
  return <ScreensScreen code={typeof code === "string" ? code : ""} />;
}
