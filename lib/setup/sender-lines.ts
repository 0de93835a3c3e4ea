import { exampleDelivery } from "#lib/pbx/example-delivery.ts";

/** How the sender makes its requests. */
export type Dialect = "post" | "get";

/** The two lines of the sender's file. @param address of the webhook, with its key */
export function senderLines(address: string, dialect: Dialect): string {
  return dialect === "post"
    ? `WEBHOOK_POST_ENABLED = true\nWEBHOOK_URL = ${address}`
    : `WEBHOOK_URL = ${address}?\nHTTP_REQUEST_METHOD_POST = 0`;
}

/** A command that sends one event as the phone system would: it names no caller. */
export function exampleCommand(address: string, dialect: Dialect): string {
  return dialect === "post"
    ? `curl -d '${exampleDelivery.body}' '${address}'`
    : `curl '${address}?${exampleDelivery.query}'`;
}
