/** The journal position that a webhook's answer names. */
export function revIn(body: string): number {
  const answer: unknown = JSON.parse(body);
  if (typeof answer === "object" && answer !== null && "rev" in answer && typeof answer.rev === "number") {
    return answer.rev;
  }
  throw new Error(`the server's answer names no position: ${body}`);
}
