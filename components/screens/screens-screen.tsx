"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useAtNow } from "#lib/client/now.ts";
import { screensAnswer } from "#lib/protocol/api/screens-answers.ts";
import { siteAnswer } from "#lib/protocol/api/site-answers.ts";
import { ApproveForm } from "./approve-form.tsx";
import { BoardList } from "./board-list.tsx";
import { OpenNote } from "./open-note.tsx";
import { ScreenList } from "./screen-list.tsx";
import { words } from "./words.ts";

/** ms: screens come and go without the board changing. */
const beat = 3_000;

/** @param code from the square on a TV; "" where the page was opened otherwise */
export function ScreensScreen({ code }: { code: string }) {
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const refreshWhen = useAtNow((now) => Math.floor(now / beat));
  const site = useAnswer("/api/site", siteAnswer, { refreshWhen: settingsRev });
  const screens = useAnswer("/api/screens", screensAnswer, { refreshWhen });
  return (
    <OfficeFrame title={words.title} screen="screens">
      <AnswerGate answer={site}>
        {({ site: { boards } }) => (
          <div className="grid items-start gap-6 max-lg:gap-3 min-[70rem]:grid-cols-2">
            {/* Who scanned a code has come for the form alone. */}
            <div className={`min-w-0 min-[70rem]:col-span-2 ${code === "" ? "" : "order-1"}`}>
              <Panel title={words.list.title}>
                <OpenNote />
                <AnswerGate answer={screens}>
                  {(answer) => <ScreenList answer={answer} boards={boards} onChanged={screens.askAgain} />}
                </AnswerGate>
              </Panel>
            </div>
            <Panel title={words.approve.title}>
              <ApproveForm boards={boards} code={code} onApproved={screens.askAgain} />
            </Panel>
            <Panel title={words.boards.title}>
              <BoardList boards={boards} onChanged={site.askAgain} />
            </Panel>
          </div>
        )}
      </AnswerGate>
    </OfficeFrame>
  );
}
