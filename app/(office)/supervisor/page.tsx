import type { Metadata } from "next";
import { SupervisorScreen } from "#components/supervisor/supervisor-screen.tsx";

export const metadata: Metadata = { title: "Supervisor · Ringside" };

export default function SupervisorPage() {
  return <SupervisorScreen />;
}
