"use client";

import { OfficeFrame } from "#components/office/office-frame.tsx";
import { SetupChecklist } from "#components/setup/setup-checklist.tsx";
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
      <SetupChecklist />
      <div
        data-fills
        className="grid gap-4 min-[75rem]:min-h-[34rem] min-[75rem]:grow min-[75rem]:basis-0 min-[75rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] min-[90rem]:grid-cols-[minmax(47rem,5fr)_minmax(0,3fr)]"
      >
        <div className="min-w-0 min-[75rem]:min-h-0">
          <WorklistPanel />
        </div>
        <LiveFloor />
      </div>
      <CriticalNews />
    </OfficeFrame>
  );
}

/** Each panel gets its share of the height, and what another does not need. */
function LiveFloor() {
  const floor = useFloor();
  return (
    <div className="grid min-h-0 min-w-0 content-start gap-4 min-[75rem]:grid-rows-[repeat(3,minmax(0,auto))]">
      <LiveCallsPanel />
      <AgentsPanel rangOut={floor?.rangOut ?? null} />
      <QueuesPanel trends={floor?.trends ?? null} />
    </div>
  );
}
