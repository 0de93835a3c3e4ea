import { ArrivalsPanel } from "#components/connection/arrivals-panel.tsx";
import { FirstCall } from "./first-call.tsx";
import { SenderLines } from "./sender-lines.tsx";
import { StepPanel } from "./step-panel.tsx";
import { TestEvent } from "./test-event.tsx";
import { WaitingAdvice } from "./waiting-advice.tsx";
import { words } from "./words.ts";

/** The phone system is told where to send, and what comes is seen as it comes, until the first call stands on the board. */
export function ConnectStep({ done, arrived }: { done: boolean; arrived: boolean }) {
  return (
    <StepPanel step="connect" about={words.connect.about} arrived={arrived} onward={done ? "done" : "later"}>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-5">
          <SenderLines />
          <TestEvent />
          {done ? null : <WaitingAdvice />}
        </div>
        <div className="grid min-w-0 gap-4">
          <FirstCall done={done} />
          <ArrivalsPanel />
        </div>
      </div>
    </StepPanel>
  );
}
