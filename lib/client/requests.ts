import * as z from "zod/mini";

/** A request that brought no usable answer. `status` 0: nobody answered, or what was said is not what this page knows. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";
  readonly status: number;
  /** A sentence for the person at the screen. */
  readonly detail: string;
  /** s until it is worth another try; null: the server did not say. */
  readonly retryAfter: number | null;

  constructor(status: number, detail: string, cause?: unknown, retryAfter: number | null = null) {
    super(`${status}: ${detail}`, { cause });
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

export const requestWords = {
  unreachable: "The board server does not answer.",
  notUnderstood: "The board server answered something this page does not understand.",
  refused: (status: number) => `The board server refused (${status}).`,
} as const;

/** ms after which an answer no longer comes. */
const usualPatience = 15_000;

const problem = z.object({ detail: z.string() });

/** The answer to a request, read by its schema. Rejects with a `RequestFailure`, or as `fetch` does when called off. */
export async function fetchAnswer<Data>(
  url: string,
  schema: z.core.$ZodType<Data>,
  { signal, patience = usualPatience, ...init }: RequestInit & { readonly patience?: number },
): Promise<Data> {
  const limit = AbortSignal.timeout(patience);
  const answer = await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit }).catch(
    (cause: unknown) => {
      signal?.throwIfAborted();
      throw new RequestFailure(0, requestWords.unreachable, cause);
    },
  );
  const said: unknown = await answer.json().catch((cause: unknown) => {
    signal?.throwIfAborted();
    return cause;
  });
  if (!answer.ok) {
    if (answer.status === 401) for (const listener of strangers) listener();
    const detail = detailOf(said) ?? requestWords.refused(answer.status);
    throw new RequestFailure(answer.status, detail, undefined, secondsIn(answer.headers.get("retry-after")));
  }
  const read = z.safeParse(schema, said);
  if (!read.success) throw new RequestFailure(0, requestWords.notUnderstood, read.error);
  return read.data;
}

const strangers = new Set<() => void>();

/** The listener is told when the server no longer knows who asks (401), until the answer is called. */
export function onStranger(listener: () => void): () => void {
  strangers.add(listener);
  return () => void strangers.delete(listener);
}

function secondsIn(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
}

function detailOf(said: unknown): string | null {
  const read = z.safeParse(problem, said);
  return read.success ? read.data.detail : null;
}

/** A server that is away comes back; a question that was refused is refused again. */
export function worthRetrying(failure: unknown): boolean {
  if (!(failure instanceof RequestFailure)) return false;
  const { status } = failure;
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

const longestDelay = 15_000;

/** ms before the next try: 1 s, then twice as long each time, up to 15 s. */
export function retryDelay(failures: number): number {
  return Math.min(longestDelay, 1000 * 2 ** failures);
}
