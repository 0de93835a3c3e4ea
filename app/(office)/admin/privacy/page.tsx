import type { Metadata } from "next";
import { PrivacyScreen } from "#components/privacy/privacy-screen.tsx";

export const metadata: Metadata = { title: "Privacy · Ringside" };

export default function PrivacyPage() {
  return <PrivacyScreen />;
}
