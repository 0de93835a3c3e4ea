"use client";

import { useEffect } from "react";
import { PanelFailed } from "#components/office/panel-failed.tsx";

/** ms */
const retryAfter = 10_000;

/** What no panel's boundary held: the screen says so, and comes back by itself. */
export default function ScreenFailed({ reset }: { reset: () => void }) {
  useEffect(() => {
    const timer = setTimeout(reset, retryAfter);
    return () => clearTimeout(timer);
  }, [reset]);
  return (
    <main className="p-6">
      <PanelFailed />
    </main>
  );
}
