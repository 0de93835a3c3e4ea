import { Button } from "#components/ui/button.tsx";
import { turnOffNotices, turnOnNotices, useNoticeState } from "#lib/client/notices.ts";
import { words } from "./words.ts";

/** Whether a ring is told of outside this window; where the browser forbids it, that it does, and what to do instead. */
export function RingNotices() {
  const state = useNoticeState();
  if (state === null) return null;
  return (
    <div
      className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-table"
      data-testid="ring-notices"
      data-state={state}
    >
      <p className="min-w-48 flex-1 text-ink-2" role="status">
        {words.notices.state[state]}
      </p>
      {state === "off" ? <Button onClick={() => void turnOnNotices()}>{words.notices.turnOn}</Button> : null}
      {state === "on" ? (
        <Button tone="quiet" onClick={turnOffNotices}>
          {words.notices.turnOff}
        </Button>
      ) : null}
    </div>
  );
}
