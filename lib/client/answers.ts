import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type * as z from "zod/mini";
import { actAnswer } from "#lib/protocol/api/directory-answers.ts";
import { fetchAnswer, RequestFailure, retryDelay, worthRetrying } from "./requests.ts";
import { browserNow } from "./steady-clock.ts";

/** What the server answered to a question, and how well it is known. */
export type Answer<Data> = AnswerState<Data> & {
  /** A newer one is on its way. */
  readonly refreshing: boolean;
  /** When the data came, ms on this browser's clock; null where there are none. */
  readonly answeredAt: number | null;
  /** Asks again, now. */
  readonly askAgain: () => void;
};

type AnswerState<Data> =
  /** `data`: the answer to the question before this one, null where there was none. */
  | { readonly state: "loading"; readonly data: Data | null }
  /** It is asked again by itself while `trying`. `data`: the last answer, which is old; null where there is none. */
  | { readonly state: "failed"; readonly data: Data | null; readonly problem: string; readonly trying: boolean }
  | { readonly state: "ready"; readonly data: Data };

export interface AnswerOptions {
  /** Asked again when it changes: the board's `rev`, say. Nothing is asked by the clock. */
  readonly refreshWhen?: string | number | null;
  /** ms between two such questions. */
  readonly pause?: number;
}

/** ms */
const usualPause = 2_000;

/**
 * The answer to `GET url`, read by its schema. null asks nothing. The last answer stands until the next is there; it is
 * asked again when the page is looked at again and when the line to the board is back (`createAnswers`).
 */
export function useAnswer<Data>(
  url: string | null,
  schema: z.core.$ZodType<Data>,
  { refreshWhen = null, pause = usualPause }: AnswerOptions = {},
): Answer<Data> {
  const query = useQuery({
    queryKey: ["answer", url],
    queryFn: ({ signal }) => fetchAnswer(url ?? "", schema, { signal }),
    enabled: url !== null,
    placeholderData: keepPreviousData,
  });
  useRefresh(query, url === null ? null : refreshWhen, pause);
  const { refetch } = query;
  return {
    ...stateOf(query),
    refreshing: query.isFetching && !query.isPending,
    answeredAt: query.data === undefined ? null : query.dataUpdatedAt,
    askAgain: () => void refetch({ cancelRefetch: false }),
  };
}

function stateOf<Data>(query: UseQueryResult<Data>): AnswerState<Data> {
  const data = query.data ?? null;
  const failure = query.failureReason ?? query.error;
  if (failure !== null) {
    const problem = failure instanceof RequestFailure ? failure.detail : String(failure);
    return { state: "failed", data, problem, trying: query.isFetching };
  }
  return data === null || query.isPlaceholderData ? { state: "loading", data } : { state: "ready", data };
}

/** Asks again when `when` changes, but not while an answer is awaited, nor sooner than `pause` ms after the last time. */
function useRefresh(query: UseQueryResult, when: string | number | null, pause: number): void {
  const served = useRef(when);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const { isFetching, refetch } = query;
  useEffect(() => {
    if (when === served.current || isFetching) return;
    const timer = setTimeout(
      () => {
        served.current = when;
        askedAt.current = browserNow();
        void refetch({ cancelRefetch: false });
      },
      Math.max(0, askedAt.current + pause - browserNow()),
    );
    return () => clearTimeout(timer);
  }, [when, pause, isFetching, refetch]);
}

/** The memory of answers, for the provider around the screens. */
export function createAnswers(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: "always", retry: (_count, failure) => worthRetrying(failure), retryDelay },
    },
  });
}

/** What became of an act: its position in the journal, or why it was not taken; `status` 0: nobody answered. */
export type ActAnswer =
  | { readonly ok: true; readonly rev: number }
  | { readonly ok: false; readonly status: number; readonly detail: string };

/** Posts an act. Never rejects. */
export async function postAct(url: string, body: unknown): Promise<ActAnswer> {
  const posted = await postFor(url, body, actAnswer);
  return posted.ok ? { ok: true, rev: posted.answer.rev } : { ok: false, status: posted.status, detail: posted.detail };
}

/** Posts a question that is too long for an address. Never rejects. @param patience ms, where it takes long to answer */
export async function postFor<Data>(
  url: string,
  body: unknown,
  schema: z.core.$ZodType<Data>,
  patience?: number,
): Promise<
  | { readonly ok: true; readonly answer: Data }
  | {
      readonly ok: false;
      readonly status: number;
      readonly detail: string;
      /** s until it is worth another try; null: not said. */
      readonly retryAfter: number | null;
    }
> {
  try {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetchAnswer(url, schema, patience === undefined ? init : { ...init, patience });
    return { ok: true, answer };
  } catch (failure) {
    if (failure instanceof RequestFailure) {
      const { status, detail, retryAfter } = failure;
      return { ok: false, status, detail, retryAfter };
    }
    throw failure;
  }
}
