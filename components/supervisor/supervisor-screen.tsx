"use client";

import { OfficeFrame } from "#components/office/office-frame.tsx";
import { AgentsPanel } from "./agents-panel.tsx";
import { CriticalNews } from "./critical-news.tsx";
import { LiveCallsPanel } from "./live-calls-panel.tsx";
import { QueuesPanel } from "./queues-panel.tsx";
import { useFloor } from "./use-floor.ts";
import { words } from "./words.ts";
import { WorklistPanel } from "./worklist-panel.tsx";

/** Whom to call back next, and where the floor is stuck (screens 2.3). */
export function SupervisorScreen() {
  return (
    <OfficeFrame title={words.title} screen="supervisor">
      <div className="grid gap-4 min-[75rem]:h-[calc(100dvh-9rem)] min-[75rem]:min-h-[34rem] min-[75rem]:grid-cols-12">
        <div className="min-w-0 min-[75rem]:col-span-8 min-[75rem]:min-h-0">
          <WorklistPanel />
        </div>
        <LiveFloor />
      </div>
      <CriticalNews />
    </OfficeFrame>
  );
}

function LiveFloor() {
  const floor = useFloor();
  return (
    <div className="grid min-w-0 content-start gap-4 min-[75rem]:col-span-4 min-[75rem]:min-h-0 min-[75rem]:overflow-y-auto">
      <LiveCallsPanel />
      <AgentsPanel rangOut={floor?.rangOut ?? null} />
      <QueuesPanel trends={floor?.trends ?? null} />
    </div>
  );
}
