import type { Metadata } from "next";
import { DeskScreen } from "#components/desk/desk-screen.tsx";

export const metadata: Metadata = { title: "Desk · Ringside" };

export default async function DeskOfPage({ params }: { params: Promise<{ extension: string }> }) {
  const extension = decodeURIComponent((await params).extension);
  return <DeskScreen key={extension} extension={extension} />;
}
