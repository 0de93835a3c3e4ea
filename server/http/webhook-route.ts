import type { Route } from "./route.ts";
import type { Webhook } from "./webhook.ts";

/** HEAD is not among the methods: a GET here is a delivery, not a look. */
export function webhookRoute({ post, get }: Webhook): Route {
  return { name: "webhook", path: "/api/webhook/*", methods: { POST: post, GET: get } };
}
