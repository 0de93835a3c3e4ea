import type { Metadata } from "next";
import { DeskChooser } from "#components/desk/desk-chooser.tsx";

export const metadata: Metadata = { title: "Desk · Ringside" };

export default function DeskPage() {
  return <DeskChooser />;
}
