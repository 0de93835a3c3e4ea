import type { ReactNode } from "react";
import { OfficeProviders } from "#components/office/office-providers.tsx";
import "./office.css";

/** What the screens at desks have in common and keep from one to the next: the connection, the answers, the voice. */
export default function OfficeLayout({ children }: { children: ReactNode }) {
  return <OfficeProviders>{children}</OfficeProviders>;
}
