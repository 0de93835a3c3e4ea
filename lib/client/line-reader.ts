import { follow, newFollower, startConnection } from "#lib/protocol/follower.ts";
import type { Heartbeat, ServerMessage } from "#lib/protocol/messages.ts";
import type { BoardLink } from "./board-link.ts";
import { firstPromptness, latenessOf, type Promptness, promptnessAfter } from "./lateness.ts";
import { addClockSample, type ClockSamples, correctOffset } from "./server-clock.ts";

/** From the messages of one line after another to what a page knows. */
export interface LineReader {
  /** A line is open, perhaps to another server, whose clock is another. */
  opened(at: number): void;
  read(kind: ServerMessage["kind"], content: unknown): Reading;
}

export interface Reading {
  /** Whether the message proved the board current as it was sent. */
  readonly current: boolean;
  /** Whether to ask for a snapshot. */
  readonly ask: boolean;
  /** Whether what comes on this line has become too old to wait for. */
  readonly late: boolean;
}

/** ms. Beyond it the server's clock is no longer told by when its messages come. */
const prompt = 1000;

/**
 * @param parts.now this browser's clock, ms
 * @param parts.lateLimit ms a message may be late on a line on which they were prompt
 */
export function createLineReader(parts: {
  update(change: Partial<BoardLink>): void;
  heard(message: ServerMessage): void;
  now(): number;
  lateLimit: number;
}): LineReader {
  const { update, heard, now, lateLimit } = parts;
  let follower = newFollower;
  let samples: ClockSamples = [];
  let clockOffset = 0;
  let openedAt = now();
  let promptness: Promptness | null = null;
  /** ms; null before the line's first heartbeat: then what comes is as old as the line at most. */
  let lateness: number | null = null;
  let wasPrompt = false;

  const noteLateness = (message: ServerMessage, moment: number) => {
    const { up = null } = stampOf(message);
    // A server that does not tell is taken for a prompt one.
    if (up === null) lateness = 0;
    else {
      if (promptness !== null) promptness = promptnessAfter(promptness, up, moment);
      else if (message.kind === "heartbeat") {
        promptness = firstPromptness({ up, age: message.heartbeat.age }, { openedAt, now: moment });
      }
      if (promptness !== null) lateness = latenessOf(promptness, up, moment);
    }
    wasPrompt ||= lateness !== null && lateness < prompt;
  };
  const takeTime = (heartbeat: Heartbeat, moment: number) => {
    const sample = Date.parse(heartbeat.at) - moment;
    samples = addClockSample(samples, lateness === null || lateness < prompt ? sample : sample + lateness);
    clockOffset = correctOffset(clockOffset, samples);
  };

  return {
    opened(at) {
      follower = startConnection(follower);
      samples = [];
      openedAt = at;
      promptness = null;
      lateness = null;
      wasPrompt = false;
    },
    read(kind, content) {
      const step = follow(follower, kind, content);
      follower = step.follower;
      if (step.message !== null) heard(step.message);
      if (step.message !== null) noteLateness(step.message, now());
      if (step.message?.kind === "heartbeat") takeTime(step.message.heartbeat, now());
      const { replica } = follower;
      const age = lateness ?? now() - openedAt;
      if (step.current && replica !== null) {
        const { board, site, lastEventAt } = replica;
        update({ board, site, lastEventAt, since: sinceOf(step.message), lastMessageAt: now() - age, clockOffset });
      }
      return { current: step.current, ask: step.ask, late: wasPrompt && age > lateLimit };
    },
  };
}

function sinceOf(message: ServerMessage | null): string | null {
  return message?.kind === "delta" ? (message.delta.since ?? null) : null;
}

function stampOf(message: ServerMessage): { readonly up?: number | null } {
  switch (message.kind) {
    case "snapshot":
      return message.snapshot;
    case "delta":
      return message.delta;
    case "heartbeat":
      return message.heartbeat;
  }
}
