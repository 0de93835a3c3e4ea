import type { Metadata } from "next";
import { ConnectionScreen } from "#components/connection/connection-screen.tsx";

export const metadata: Metadata = { title: "Connection · Ringside" };

export default function ConnectionPage() {
  return <ConnectionScreen />;
}
