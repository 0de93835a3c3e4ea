import { useSession } from "#lib/client/session.ts";
import { words } from "./words.ts";

/** Why no screen is ever here, at a server where everybody is taken for the same person. */
export function OpenNote() {
  if (useSession().data?.access !== "open") return null;
  return (
    <p className="px-4 pb-3 text-ink-2" data-testid="open-note">
      {words.list.open}
    </p>
  );
}
