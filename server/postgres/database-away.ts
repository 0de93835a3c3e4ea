/** What the network says of a database that is not there. */
const networkCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** What a database says that ends, begins, waits in vain, is full, or is a replica by now: SQLSTATE. */
const databaseCodes = /^(?:08...|57P0[1-5]|57014|53...|25006)$/;
/** What the client says, which gives no code. */
const words =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;

/** Whether the database is out of reach or takes nothing now, rather than that something is wrong with what it was asked. */
export function isDatabaseAway(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return networkCodes.has(code) || databaseCodes.test(code) || words.test(cause.message) || isDatabaseAway(cause.cause);
}
