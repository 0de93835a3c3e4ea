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
    ? `curl -d '{ "Event": "ringing", "Callerid": "", "User": "820", "Usertype": "queue", "Id": "230307114903_10-0" }' '${address}'`
    : `curl '${address}?event=ringing&callerid=&user=820&usertype=queue&id=230307114903_10-0'`;
}
