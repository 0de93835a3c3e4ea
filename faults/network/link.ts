import { connect, type Socket } from "node:net";
import type { NetworkCondition } from "./network-fault.ts";
import { createPipe, type Pipe } from "./pipe.ts";

/** One connection through the network. The server is called once nothing stands in the way. */
export interface Link {
  become(condition: NetworkCondition): void;
  /** Both ends are reset at once. */
  reset(): void;
}

/**
 * @param parts.near who called, paused
 * @param parts.target the server's port on this machine
 * @param parts.onGone nothing is left of it
 */
export function createLink(parts: {
  near: Socket;
  target: number;
  condition: NetworkCondition;
  random(): number;
  onGone(): void;
}): Link {
  const { near, target, random, onGone } = parts;
  let condition = parts.condition;
  let far: Socket | null = null;
  let pipes: readonly Pipe[] = [];
  const untold: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;

  const reset = () => {
    near.resetAndDestroy();
    far?.resetAndDestroy();
  };
  const tellUntold = () => {
    for (const news of untold.splice(0)) news();
  };
  /** That one end is gone reaches the other as the network lets it. */
  const tell = (news: () => void) => {
    if (condition.is !== "black-hole" && condition.is !== "slow-close") return news();
    untold.push(news);
    if (condition.is === "slow-close") timer ??= setTimeout(tellUntold, condition.ms);
  };
  const watch = (end: Socket, other: () => Socket | null) => {
    end.on("error", () => undefined);
    end.on("close", (broken) => {
      if (broken) tell(() => other()?.resetAndDestroy());
      if (near.closed && (far === null || far.closed)) onGone();
    });
  };
  const open = () => {
    const server = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true });
    far = server;
    watch(server, () => near);
    const common = { condition, random, onLimit: reset };
    pipes = [
      createPipe({ ...common, from: near, to: server, onEnd: () => tell(() => server.end()) }),
      createPipe({ ...common, from: server, to: near, onEnd: () => tell(() => near.end()) }),
    ];
  };
  const loseServer = () => {
    for (const pipe of pipes) pipe.stop();
    far?.destroy();
    tell(() => near.destroy());
  };

  watch(near, () => far);
  if (condition.is === "down") reset();
  else if (condition.is !== "black-hole") open();

  return {
    reset,
    become(next) {
      condition = next;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (next.is === "black-hole") return each(pipes, next);
      tellUntold();
      if (next.is === "down" || next.is === "reset") return reset();
      if (next.is === "slow-close" && far !== null) return loseServer();
      if (far === null && !near.destroyed) open();
      each(pipes, next);
    },
  };
}

function each(pipes: readonly Pipe[], condition: NetworkCondition): void {
  for (const pipe of pipes) pipe.become(condition);
}
