"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { siteAnswer } from "#lib/protocol/api/site-answers.ts";
import { EnvironmentTable } from "./environment-table.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { OtherPlaces } from "./other-places.tsx";
import { PlaceForm } from "./place-form.tsx";
import { SightForm } from "./sight-form.tsx";
import { words } from "./words.ts";

/** What an admin decides for the whole site, and what was decided when the server was started. */
export function SettingsScreen() {
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const site = useAnswer("/api/site", siteAnswer, { refreshWhen: settingsRev });
  return (
    <OfficeFrame title={words.title} screen="settings">
      <AnswerGate answer={site}>
        {(answer) => (
          <div className="grid items-start gap-6 max-lg:gap-3 min-[85rem]:grid-cols-2">
            <div className="grid min-w-0 gap-6 max-lg:gap-3">
              <Panel title={words.place.title}>
                <div className="px-4 pb-4">
                  <PlaceForm answer={answer} />
                </div>
              </Panel>
              <Panel title={words.limits.title}>
                <div className="px-4 pb-4">
                  <LimitsForm answer={answer} confirms={false} />
                </div>
              </Panel>
            </div>
            <div className="grid min-w-0 gap-6 max-lg:gap-3">
              <Panel title={words.sight.title}>
                <div className="px-4 pb-4">
                  <SightForm answer={answer} />
                </div>
              </Panel>
              <Panel title={words.others.title}>
                <OtherPlaces site={answer.site} />
              </Panel>
              {answer.admin === null ? null : (
                <Panel title={words.environment.title}>
                  <EnvironmentTable environment={answer.admin.environment} />
                </Panel>
              )}
            </div>
          </div>
        )}
      </AnswerGate>
    </OfficeFrame>
  );
}
