import type { Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { renderGet } from "./render-get.ts";
import { renderPost } from "./render-post.ts";

/** The two forms of the feed's documentation. */
export const dialects = ["post", "get"] as const;
export type Dialect = (typeof dialects)[number];

/** What the phone system sends for an event: one delivery, or in `get` one for each recording. */
export function renderEvent(event: CallEvent, dialect: Dialect): readonly Delivery[] {
  switch (dialect) {
    case "post":
      return [renderPost(event)];
    case "get":
      return renderGet(event);
  }
}
