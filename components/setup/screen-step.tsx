import Link from "next/link";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { webhookKeyAnswer } from "#lib/protocol/api/connection-answers.ts";
import { type ScreensAnswer, screensAnswer } from "#lib/protocol/api/screens-answers.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { CopyBlock } from "./copy-block.tsx";
import { LocalNote } from "./local-note.tsx";
import { ScreenForm } from "./screen-form.tsx";
import { StepPanel } from "./step-panel.tsx";
import { words } from "./words.ts";

/** A TV shows a code, and is let in by it. */
export function ScreenStep({ site, done, arrived }: { site: SiteAnswer; done: boolean; arrived: boolean }) {
  const key = useAnswer("/api/webhook-key", webhookKeyAnswer);
  const screens = useAnswer("/api/screens", screensAnswer);
  return (
    <StepPanel step="screen" about={words.screen.about} arrived={arrived} onward={done ? "done" : "later"}>
      <div className="grid gap-2">
        <p className="font-medium text-table">{words.screen.open}</p>
        <AnswerGate answer={key}>
          {({ address }) => (
            <>
              <CopyBlock text={`${new URL(address).origin}/tv`} of={words.screen.address} mayCopy />
              <LocalNote address={address} who="screen" />
            </>
          )}
        </AnswerGate>
      </div>
      <ScreenForm boards={site.site.boards} first={!done} onApproved={screens.askAgain} />
      <AnswerGate answer={screens}>{(known) => <Approved screens={known.screens} />}</AnswerGate>
    </StepPanel>
  );
}

function Approved({ screens }: Pick<ScreensAnswer, "screens">) {
  if (screens.length === 0) return null;
  return (
    <section aria-label={words.screen.approvedTitle} className="grid gap-2">
      <h3 className="font-medium text-table">{words.screen.approvedTitle}</h3>
      <ul className="grid gap-1 text-table" data-testid="approved">
        {screens.map(({ id, name, connected }) => (
          <li key={id} className="flex flex-wrap gap-x-3">
            <bdi className="font-medium">{plainName(name)}</bdi>
            <span className="text-ink-2">{connected ? words.screen.there : words.screen.away}</span>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/admin/screens" prefetch={false} className="text-table">
          {words.screen.more}
        </Link>
      </p>
    </section>
  );
}
