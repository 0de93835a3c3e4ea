import type { Metadata } from "next";
import { TvScreen } from "#components/tv/tv-screen.tsx";

export const metadata: Metadata = { title: "Connect this screen · Ringside" };

export default function TvPage() {
  return <TvScreen />;
}
