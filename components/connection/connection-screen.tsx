"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { SenderLines } from "#components/setup/sender-lines.tsx";
import { TestEvent } from "#components/setup/test-event.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { webhookKeyAnswer } from "#lib/protocol/api/connection-answers.ts";
import { ArrivalsPanel } from "./arrivals-panel.tsx";
import { DeliveriesPanel } from "./deliveries-panel.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { SendersPanel } from "./senders-panel.tsx";
import { words } from "./words.ts";

/** The way by which the phone system's events come in: its address and key, who may send, and what came. */
export function ConnectionScreen() {
  const known = useAnswer("/api/webhook-key", webhookKeyAnswer);
  return (
    <OfficeFrame title={words.title} screen="connection">
      <div className="grid items-start gap-6 max-lg:gap-3 min-[75rem]:grid-cols-2">
        <div className="grid min-w-0 gap-6 max-lg:gap-3">
          <Panel title={words.address.title}>
            <div className="grid gap-4 px-4 pb-4">
              {/* An address that was shown is that of the key before, once there is a new one. */}
              <SenderLines key={known.data?.keys[0]?.madeAt} />
            </div>
          </Panel>
          <AnswerGate answer={known}>
            {(data) => (
              <>
                <KeyPanel known={data} changed={known.askAgain} />
                <SendersPanel senders={data.senders} proxies={data.proxies} changed={known.askAgain} />
              </>
            )}
          </AnswerGate>
        </div>
        <div className="grid min-w-0 gap-6 max-lg:gap-3">
          <Panel title={words.test.title}>
            <div className="px-4 pb-4">
              <TestEvent />
            </div>
          </Panel>
          <ArrivalsPanel />
          <DeliveriesPanel />
        </div>
      </div>
    </OfficeFrame>
  );
}
