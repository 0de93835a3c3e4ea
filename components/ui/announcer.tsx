import { useState } from "react";
import { type Announce, announce, useAnnouncement } from "#lib/client/announcer.ts";

/** Tells those who hear the page. The same function every time. */
export function useAnnounce(): Announce {
  return announce;
}

/** Where it is said. One in the page, and one in an open dialog, outside of which nothing is heard. */
export function Announcer() {
  const { id, text } = useAnnouncement();
  const [before] = useState(id);
  return (
    <p className="unseen" role="status" data-testid="announcer">
      {id === before ? null : <span key={id}>{text}</span>}
    </p>
  );
}
