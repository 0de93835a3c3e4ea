import * as z from "zod/mini";

// What the agent's own screen asks of the server beside the board.

const text = z.string();
const maybeText = z.nullable(text);
const maybeFigure = z.nullable(z.number());

/** `GET /api/desk?extension=EXT`: one extension's day. */
export const agentDay = z.object({
  extension: text,
  /** Queues it rang for or talked in today, by number. */
  queues: z.array(text),
  /**
   * What it did today, one for each deed its figures on the board count, newest first. At most 500: `more` says how many
   * older ones were left out.
   */
  deeds: z.array(
    z.object({
      deed: z.enum(["answered", "dialed", "rang-no-answer"]),
      /** When it was answered, dialled, or began to ring. */
      at: text,
      callId: text,
      startedAt: text,
      caller: text,
      callerName: maybeText,
      queue: maybeText,
      /** null: it was not answered, or is not over. */
      talkSeconds: maybeFigure,
      /** Of a ring that nobody answered. */
      ringSeconds: maybeFigure,
    }),
  ),
  more: z.number(),
});

export type AgentDay = z.output<typeof agentDay>;
export type AgentDeed = AgentDay["deeds"][number];
