import { useState } from "react";
import { useAtNow } from "#lib/client/now.ts";
import { type Advice, adviceAfter } from "#lib/setup/waiting-advice.ts";
import { words } from "./words.ts";

/** What helps while nothing comes: more, the longer one waits. */
export function WaitingAdvice() {
  const [begun, setBegun] = useState<number | null>(null);
  const now = useAtNow((at) => at);
  if (begun === null && now !== null) setBegun(now);
  const advice: Advice = begun === null || now === null ? "listen" : adviceAfter((now - begun) / 1000);
  return (
    <section aria-label={words.connect.adviceTitle} className="grid gap-2" data-testid="advice" data-advice={advice}>
      <p className="font-medium text-table" role="status">
        {words.connect.advice[advice]}
      </p>
      {advice === "check" || advice === "go-on" ? (
        <ul className="grid list-disc gap-1.5 ps-5 text-ink-2 text-table">
          {words.connect.checks.map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
