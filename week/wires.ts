import type { Audience } from "#lib/access/audience.ts";
import type { Heartbeat } from "#lib/protocol/messages.ts";
import type { Broadcast, ToMany } from "#server/realtime/broadcast.ts";

/** A screen's connection, as its server has it. */
export interface WireEnd {
  send(kind: "snapshot" | "delta" | "heartbeat", content: unknown): void;
  cut(): void;
}

/** All connections of one process: what Socket.IO's rooms are to the real one. */
export interface Wires {
  readonly toMany: ToMany;
  connect(end: WireEnd, audience: Audience, broadcast: Broadcast): ReturnType<Broadcast["join"]>;
  cutAll(): void;
}

/** @param elapsed ms, of the process */
export function createWires(elapsed: () => number): Wires {
  const wires = new Set<{ readonly end: WireEnd; channels: readonly string[] }>();
  return {
    toMany: {
      post({ to, except, kind, content }) {
        for (const { end, channels } of [...wires]) {
          if (channels.includes(to) && !channels.some((one) => except.includes(one))) end.send(kind, content);
        }
      },
      heartbeat(content: Heartbeat) {
        for (const { end } of [...wires]) end.send("heartbeat", content);
      },
    },
    connect(end, audience, broadcast) {
      const openedAt = elapsed();
      const wire = { end, channels: [] as readonly string[] };
      wires.add(wire);
      const screen = broadcast.join(
        {
          tune(channels) {
            wire.channels = channels;
          },
          snapshot: (content) => end.send("snapshot", content),
          heartbeat: (content) => end.send("heartbeat", content),
          age: () => Math.round(elapsed() - openedAt),
          pendingBytes: () => 0,
          cut: end.cut,
        },
        audience,
      );
      return {
        ...screen,
        leave() {
          wires.delete(wire);
          screen.leave();
        },
      };
    },
    cutAll() {
      for (const { end } of [...wires]) end.cut();
    },
  };
}
