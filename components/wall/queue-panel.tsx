import { useBoardLink } from "#lib/client/board-link.ts";
import { frameOf, type Profile } from "#lib/wall/frame.ts";
import { planQueuePanel } from "#lib/wall/queue-panel.ts";
import { LiveCalls } from "./live-calls.tsx";
import { QueueTable } from "./queue-table.tsx";
import { SingleQueue } from "./single-queue.tsx";
import { usePicture } from "./use-picture.ts";

/** What stands here depends on how many queues there are and how much room (screens 2.13). */
export function QueuePanel({ profile }: { profile: Profile }) {
  const count = useBoardLink((link) => link.board?.queues.length ?? null);
  const only = useBoardLink((link) => (link.board?.queues.length === 1 ? (link.board.queues[0]?.queue ?? null) : null));
  const picture = usePicture();
  if (count === null) return <QueueTable rows={0} size="large" head={profile === "standard"} />;
  const plan = planQueuePanel(count, frameOf(picture, profile).queues, profile);
  switch (plan.kind) {
    case "calls":
      return <LiveCalls rows={plan.rows} />;
    case "single":
      return only === null ? null : <SingleQueue queue={only} rows={plan.rows} />;
    case "table":
      return <QueueTable rows={plan.rows} size={plan.size} head={plan.head} />;
  }
}
