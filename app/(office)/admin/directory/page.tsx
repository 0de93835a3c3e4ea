import type { Metadata } from "next";
import { DirectoryScreen } from "#components/directory/directory-screen.tsx";

export const metadata: Metadata = { title: "Directory · Ringside" };

export default function DirectoryPage() {
  return <DirectoryScreen />;
}
