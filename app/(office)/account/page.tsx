import type { Metadata } from "next";
import { AccountScreen } from "#components/access/account-screen.tsx";

export const metadata: Metadata = { title: "Account · Ringside" };

export default function AccountPage() {
  return <AccountScreen />;
}
