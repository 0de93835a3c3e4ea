"use client";

import { useEffect, useRef } from "react";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { useFreshness } from "#lib/client/now.ts";
import { offerLatency } from "#lib/client/shown-latency.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { AgentPanel } from "./agent-panel.tsx";
import { Header } from "./header.tsx";
import { Headline } from "./headline.tsx";
import { LatencyLine } from "./latency-line.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { SampleMark } from "./sample-mark.tsx";
import { SpokenSummary } from "./spoken-summary.tsx";
import { TodayStrip } from "./today-strip.tsx";
import { useHiddenPointer } from "./use-hidden-pointer.ts";
import { useOrbit } from "./use-orbit.ts";
import { useWakeLock } from "./use-wake-lock.ts";
import type { WallOptions } from "./wall-options.ts";
import { words } from "./words.ts";
import { WorstQueue } from "./worst-queue.tsx";
import "./wall.css";
import "./states.css";

/** The board for everybody in the room: no names of callers, nothing to press, nothing to scroll. */
export function Wall({ profile, theme, dir, latency }: WallOptions) {
  const wall = useRef<HTMLElement>(null);
  useWakeLock();
  useHiddenPointer(wall);
  useOrbit(wall);
  useEffect(() => offerLatency(latency), [latency]);
  const freshness = useFreshness((fresh) => fresh.kind);
  return (
    <main
      ref={wall}
      className="wall"
      data-testid="wall"
      dir={dir}
      data-profile={profile}
      data-theme={theme}
      data-freshness={freshness}
    >
      <div className="wall-frame">
        <Panels profile={profile} />
      </div>
      <SampleMark />
      <SpokenSummary />
    </main>
  );
}

function Panels({ profile }: { profile: Profile }) {
  return (
    <>
      <PanelBoundary name="header" fallback={failed}>
        <Header />
      </PanelBoundary>
      <PanelBoundary name="headline" fallback={failed}>
        <Headline profile={profile} />
      </PanelBoundary>
      <LowerPanels profile={profile} />
    </>
  );
}

function LowerPanels({ profile }: { profile: Profile }) {
  switch (profile) {
    case "standard":
    case "far":
      return (
        <>
          <PanelBoundary name="queues" fallback={failed}>
            <QueuePanel profile={profile} />
          </PanelBoundary>
          <PanelBoundary name="agents" fallback={failed}>
            <AgentPanel profile={profile} />
          </PanelBoundary>
          <PanelBoundary name="today" fallback={failed}>
            <TodayStrip profile={profile} />
          </PanelBoundary>
        </>
      );
    case "extra-far":
      return (
        <>
          <PanelBoundary name="worst" fallback={failed}>
            <WorstQueue />
          </PanelBoundary>
          <LatencyLine />
        </>
      );
  }
}

const failed = <p className="panel panel-failed">{words.panelFailed}</p>;
