"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useAtNow } from "#lib/client/now.ts";
import { privacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { BackupList } from "./backup-list.tsx";
import { CallerPanel } from "./caller-panel.tsx";
import { KeepForm } from "./keep-form.tsx";
import { words } from "./words.ts";

/** ms: sweeps and backups come without the board changing. */
const beat = 10_000;

/** What is kept and for how long, what about one caller, and the copies of it. */
export function PrivacyScreen() {
  const refreshWhen = useAtNow((now) => Math.floor(now / beat));
  const privacy = useAnswer("/api/privacy", privacyAnswer, { refreshWhen });
  return (
    <OfficeFrame title={words.title} screen="privacy">
      <AnswerGate answer={privacy}>
        {(answer) => (
          <div className="grid items-start gap-6 max-lg:gap-3 min-[85rem]:grid-cols-2">
            <Panel title={words.caller.title}>
              <CallerPanel erasing={answer.erasing} erased={answer.erased} onErased={privacy.askAgain} />
            </Panel>
            <div className="grid min-w-0 gap-6 max-lg:gap-3">
              <Panel title={words.keep.title}>
                <KeepForm answer={answer} />
              </Panel>
              <Panel title={words.backups.title}>
                <BackupList backups={answer.backups} onMade={privacy.askAgain} />
              </Panel>
            </div>
          </div>
        )}
      </AnswerGate>
    </OfficeFrame>
  );
}
