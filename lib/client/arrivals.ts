import { useEffect } from "react";
import * as z from "zod/mini";
import { create } from "zustand";
import { type Arrival, type ArrivalsAnswer, arrival, arrivalsAnswer } from "#lib/protocol/api/connection-answers.ts";
import { type Answer, useAnswer } from "./answers.ts";
import type { BoardSocket } from "./line.ts";

interface Told {
  /** Since the line opened, by id. */
  readonly told: ReadonlyMap<number, Arrival>;
  /** How often the server has begun to tell. What arrived before it did so is asked for once more. */
  readonly begun: number;
}

const useTold = create<Told>()(() => ({ told: new Map(), begun: 0 }));

/** As many as the server tells at once. */
const most = 400;

let watchers = 0;
let line: BoardSocket | null = null;

/** Hears what arrives at the webhook over the line to the board, while somebody looks. For each line as it opens. */
export function attendArrivals(socket: BoardSocket): void {
  line = socket;
  // The ids of another run of the server begin anew.
  useTold.setState({ told: new Map() });
  socket.on("arrival", (content: unknown) => {
    const read = z.safeParse(arrival, content);
    if (!read.success) return;
    useTold.setState(({ told }) => {
      const newer = new Map(told).set(read.data.id, read.data);
      const [oldest] = newer.keys();
      if (newer.size > most && oldest !== undefined) newer.delete(oldest);
      return { told: newer };
    });
  });
  if (watchers > 0) watch(socket);
}

function watch(socket: BoardSocket): void {
  socket.emit("watch-arrivals", () => useTold.setState(({ begun }) => ({ begun: begun + 1 })));
}

/** What arrived at the webhook, newest first, as it arrives. */
export function useArrivals(): Answer<ArrivalsAnswer> {
  const told = useTold((state) => state.told);
  const begun = useTold((state) => state.begun);
  const answer = useAnswer("/api/arrivals", arrivalsAnswer, { refreshWhen: begun, pause: 0 });
  useEffect(() => {
    watchers += 1;
    if (watchers === 1 && line !== null) watch(line);
    return () => {
      watchers -= 1;
    };
  }, []);
  const { data } = answer;
  if (data === null) return answer;
  return { ...answer, data: { ...data, arrivals: withTold(data.arrivals, told) } };
}

function withTold(known: readonly Arrival[], told: ReadonlyMap<number, Arrival>): Arrival[] {
  const all = new Map([...known.map((one) => [one.id, one] as const), ...told]);
  for (const one of known) if (one.more > (told.get(one.id)?.more ?? 0)) all.set(one.id, one);
  return [...all.values()].sort((a, b) => b.id - a.id).slice(0, most);
}
