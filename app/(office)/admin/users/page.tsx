import type { Metadata } from "next";
import { UsersScreen } from "#components/access/users-screen.tsx";

export const metadata: Metadata = { title: "Users · Ringside" };

export default function UsersPage() {
  return <UsersScreen />;
}
