import type { Delivery } from "#lib/pbx/delivery.ts";
import { between, type Random } from "#lib/simulator/random.ts";
import type { Ledger, Posted } from "./ledger.ts";
import type { ServerProcess } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/**
 * How the phone system's add-on sends:
 * - `once`: as documented; what is refused or lost is gone.
 * - `until-taken`: again and again, a call's events in their order, so that all of them arrive in the end.
 */
export type Manner = "once" | "until-taken";

export interface Sender {
  send(callId: string, delivery: Delivery): void;
  /** From now on requests are lost on their way. */
  cut(isCut: boolean): void;
  /** From now on answers are. */
  cutAnswers(isCut: boolean): void;
}

interface SenderParts {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly manner: Manner;
  readonly ledger: Ledger;
  /** The server that a load balancer chooses; null: none answers. */
  place(): ServerProcess | null;
}

const TIMEOUT_MS = 12_000;

export function createSender({ time, random, manner, ledger, place }: SenderParts): Sender {
  const lines = new Map<string, Delivery[]>();
  let cut = false;
  let answersCut = false;

  function latency(): number {
    return between(random, 0.2, 20);
  }

  /** Calls `done` once: whether it was taken, as far as the sender can know. */
  function attempt(delivery: Delivery, done: (isTaken: boolean) => void): void {
    const posted: Posted = { delivery: { ...delivery }, answer: null };
    ledger.posted.push(posted);
    const end = once(done);
    time.after(TIMEOUT_MS, () => end(false));
    if (cut) return;
    time.after(latency(), () => {
      const server = place();
      if (server === null) time.after(latency(), () => end(false));
      else server.life.reach(() => void give(server, posted, end));
    });
  }

  async function give(server: ServerProcess, posted: Posted, end: (isTaken: boolean) => void): Promise<void> {
    const { status, body } = await server.take(posted.delivery);
    if (!server.life.alive()) return;
    posted.answer = { status, rev: status === 200 ? revIn(body) : null };
    const { rev } = posted.answer;
    const shown = server.projector.state().rev;
    if (rev !== null && rev > shown) ledger.ahead.push(`${server.life.name} answered ${rev} and showed ${shown}`);
    const highest = ledger.acknowledged.at(-1)?.rev ?? 0;
    if (rev !== null && rev > highest) ledger.acknowledged.push({ at: time.now(), rev });
    if (!answersCut) time.after(latency(), () => end(status === 200 || status === 400));
  }

  /** A call's events one after the other: what is told of it again must not come after what follows. */
  function sendNext(callId: string): void {
    const line = lines.get(callId) ?? [];
    const [first] = line;
    if (first === undefined) {
      lines.delete(callId);
      return;
    }
    attempt(first, (isTaken) => {
      if (isTaken) line.shift();
      if (isTaken) sendNext(callId);
      else time.after(between(random, 200, 1_500), () => sendNext(callId));
    });
  }

  return {
    send(callId, delivery) {
      if (manner === "once") return attempt(delivery, () => undefined);
      const line = lines.get(callId) ?? [];
      line.push(delivery);
      lines.set(callId, line);
      if (line.length === 1) sendNext(callId);
    },
    cut(isCut) {
      cut = isCut;
    },
    cutAnswers(isCut) {
      answersCut = isCut;
    },
  };
}

function once(run: (isTaken: boolean) => void): (isTaken: boolean) => void {
  let isDone = false;
  return (isTaken) => {
    if (isDone) return;
    isDone = true;
    run(isTaken);
  };
}

function revIn(body: string): number {
  return (JSON.parse(body) as { readonly rev: number }).rev;
}
