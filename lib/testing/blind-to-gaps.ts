import type { Dial, LineListener } from "#lib/client/line.ts";

/** A line on which no gap can be seen: every message is taken for the one that was due. What it leads to is a control. */
export function blindToGaps(dial: Dial): Dial {
  return (listener, limit) => {
    let epoch = "";
    let version = 0;
    const blind: LineListener = {
      ...listener,
      received(kind, content) {
        const message = content as Record<string, unknown>;
        if (kind === "snapshot") {
          epoch = String(message["epoch"]);
          version = Number(message["version"]);
          return listener.received(kind, message);
        }
        if (kind === "heartbeat") return listener.received(kind, { ...message, epoch, version });
        const from = version;
        version += 1;
        return listener.received(kind, { ...message, epoch, from, to: version });
      },
    };
    return dial(blind, limit);
  };
}
