import { useCallback, useEffect, useRef, useState } from "react";
import { type CallList, listOf, withNewerShown, withOlder } from "#lib/calls/call-list.ts";
import type { RowsPage } from "#lib/calls/call-rows.ts";
import { type Answer, useAnswer } from "#lib/client/answers.ts";
import { fetchAnswer } from "#lib/client/requests.ts";

interface ListSource<Page> {
  /** Of its first page; null: not known yet. */
  readonly url: string | null;
  readonly schema: Parameters<typeof useAnswer<Page>>[1];
  /** @param before rows on the pages before it */
  readonly read: (page: Page, before: number) => RowsPage;
  /** The first page is asked for again when it changes; null: never. */
  readonly refreshWhen: string | null;
  /** What becomes of the list when its first page comes again. */
  readonly renew: (list: CallList, page: RowsPage) => CallList;
}

export interface ReadList<Page> {
  readonly list: CallList | null;
  readonly newest: Answer<Page>;
  readonly older: "at-rest" | "loading" | "failed";
  readonly loadOlder: () => void;
  readonly showNewer: () => void;
}

interface Held {
  readonly url: string;
  readonly list: CallList;
}

// Who comes back from a call finds the list as it was left, as far down as it was read.
let leftBehind: Held | null = null;

/** ms between two looks for newer calls. */
const pause = 5_000;

export function useCallList<Page>({ url, schema, read, refreshWhen, renew }: ListSource<Page>): ReadList<Page> {
  const newest = useAnswer(url, schema, { refreshWhen, pause });
  const [held, setHeld] = useState<Held | null>(leftBehind);
  const page = newest.state === "ready" ? newest.data : null;
  useEffect(() => {
    if (page === null || url === null) return;
    const first = read(page, 0);
    setHeld((before) => ({ url, list: before?.url === url ? renew(before.list, first) : listOf(first) }));
  }, [page, url, read, renew]);
  useEffect(() => {
    leftBehind = held;
  }, [held]);

  const known = held?.url === url ? held.list : null;
  const [older, loadOlder] = useOlder(known, { url, schema, read }, setHeld);
  const showNewer = useCallback(() => setHeld((now) => now && { ...now, list: withNewerShown(now.list) }), []);
  // While the answer to a new question is on its way, the old one stands: an empty page would tell less.
  return { list: known ?? held?.list ?? null, newest, older, loadOlder, showNewer };
}

function useOlder<Page>(
  known: CallList | null,
  { url, schema, read }: Pick<ListSource<Page>, "url" | "schema" | "read">,
  setHeld: (change: (held: Held | null) => Held | null) => void,
): readonly [ReadList<Page>["older"], () => void] {
  const [older, setOlder] = useState<ReadList<Page>["older"]>("at-rest");
  const asking = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question calls off what was asked of the one before
  useEffect(() => {
    setOlder("at-rest");
    return () => {
      asking.current?.abort();
      asking.current = null;
    };
  }, [url]);
  const load = async () => {
    if (asking.current !== null || url === null || known === null || known.next === null) return;
    const asked = new AbortController();
    asking.current = asked;
    setOlder("loading");
    try {
      const address = `${url}&cursor=${encodeURIComponent(known.next)}`;
      const page = await fetchAnswer(address, schema, { signal: asked.signal });
      setHeld((now) => (now?.url === url ? { url, list: withOlder(now.list, read(page, now.list.rows.length)) } : now));
      setOlder("at-rest");
    } catch {
      if (!asked.signal.aborted) setOlder("failed");
    } finally {
      if (asking.current === asked) asking.current = null;
    }
  };
  return [older, () => void load()];
}
