import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useBoardLink } from "#lib/client/board-link.ts";
import { changeIdentity } from "#lib/client/identity.ts";
import type { Show } from "#lib/supervisor/worklist.ts";
import { useSupervisorQuery } from "./use-query.ts";
import { words } from "./words.ts";

/** Why there is no row, and what could be done about it. */
export function WorklistEmpty({ show, find, me }: { show: Show; find: string; me: string }) {
  const [, change] = useSupervisorQuery();
  const day = useBoardLink((link) => {
    if (link.board === null) return "unknown";
    return link.board.today?.inbound === 0 && link.board.missed.length === 0 ? "not-begun" : "begun";
  });
  if (day === "unknown") return <EmptyState title={words.worklist.empty.unknown} />;
  if (find !== "") {
    const clear = <Button onClick={() => change({ find: "" })}>{words.worklist.empty.clear}</Button>;
    return <EmptyState title={words.worklist.empty.notFound(find)} action={clear} />;
  }
  if (show === "mine" && me === "") {
    const say = <Button onClick={changeIdentity}>{words.worklist.empty.who}</Button>;
    return <EmptyState title={words.worklist.empty.nobody} action={say} />;
  }
  if (show === "open" && day === "not-begun") return <EmptyState title={words.worklist.empty.firstCall} />;
  return <EmptyState title={words.worklist.empty[show]} />;
}
