import type { Metadata } from "next";
import { ReportsScreen } from "#components/reports/reports-screen.tsx";

export const metadata: Metadata = { title: "Reports · Ringside" };

export default function ReportsPage() {
  return <ReportsScreen />;
}
