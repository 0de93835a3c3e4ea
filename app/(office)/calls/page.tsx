import type { Metadata } from "next";
import { CallsScreen } from "#components/calls/calls-screen.tsx";

export const metadata: Metadata = { title: "Calls · Ringside" };

export default function CallsPage() {
  return <CallsScreen />;
}
