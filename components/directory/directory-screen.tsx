"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { ContactList } from "./contact-list.tsx";
import { NumberList } from "./number-list.tsx";
import { QueueList } from "./queue-list.tsx";
import { useLiveDirectory } from "./use-live-directory.ts";
import { words } from "./words.ts";

/** What numbers are and are called, what rules queues have, and who callers are. */
export function DirectoryScreen() {
  const directory = useLiveDirectory();
  return (
    <OfficeFrame title={words.title} screen="directory">
      <AnswerGate answer={directory}>
        {({ numbers, queues, hours, timeZone, settingsRev }) => (
          <div className="grid items-start gap-6 max-lg:gap-3 min-[85rem]:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
            <Panel title={words.numbers.title}>
              <NumberList numbers={numbers} settingsRev={settingsRev} />
            </Panel>
            <div className="grid min-w-0 gap-6 max-lg:gap-3">
              <Panel title={words.queues.title}>
                <QueueList queues={queues} siteHours={hours} timeZone={timeZone} />
              </Panel>
              <Panel title={words.contacts.title}>
                <ContactList />
              </Panel>
            </div>
          </div>
        )}
      </AnswerGate>
    </OfficeFrame>
  );
}
