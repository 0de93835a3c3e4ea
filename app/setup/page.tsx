import type { Metadata } from "next";
import { SetupScreen } from "#components/setup/setup-screen.tsx";

export const metadata: Metadata = { title: "Set-up · Ringside" };

export default function SetupPage() {
  return <SetupScreen />;
}
