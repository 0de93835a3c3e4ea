"use client";

import { useEffect } from "react";
import { connectBoard } from "#lib/client/connection.ts";
import { latePart } from "#lib/client/late-part.ts";
import type { BoardSocket } from "#lib/client/line.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import { Wall } from "./wall.tsx";
import type { WallOptions } from "./wall-options.ts";

interface WallScreenProps extends WallOptions {
  /** Id of what it shows. */
  readonly board: string;
  /** Of the page, which a screen tells; null: a person looks at the wall. */
  readonly screenBuild?: string | null;
}

/** The wall, connected to the board server for as long as it is shown. */
export function WallScreen({ board, screenBuild = null, ...options }: WallScreenProps) {
  useEffect(() => {
    const attend = screenBuild === null ? measuring : attending(screenBuild);
    return connectBoard({ board, build: screenBuild, attend });
  }, [board, screenBuild]);
  useEffect(renewing, []);
  useEffect(() => (options.sound ? chiming() : undefined), [options.sound]);
  return <Wall {...options} />;
}

const screenDuties = latePart(() => import("#components/screens/screen-duties.ts"));
const latencyMeasure = latePart(() => import("#lib/client/measure-latency.ts"));
const chime = latePart(() => import("./keep-chiming.ts"));
const renewal = latePart(() => import("#lib/client/renewal.ts"));

/** Screens alone load what they are asked for and say; what they are asked until then waits for it. */
const attending = (build: string) => (socket: BoardSocket) => {
  const early: ScreenCommand[] = [];
  const keep = (command: ScreenCommand) => void early.push(command);
  socket.on("command", keep);
  void screenDuties().then(({ attend }) => {
    socket.off("command", keep);
    if (socket.connected) attend(socket, build, early);
  });
};

/** What measures is loaded once the wall stands; screens load it with their duties. */
function measuring(socket: BoardSocket): void {
  void latencyMeasure().then(({ measureOn }) => {
    if (socket.connected) measureOn(socket);
  });
}

/** Walls that are to sound alone load what sounds. */
const chiming = () => begun(chime().then(({ keepChiming }) => keepChiming));

const renewing = () => begun(renewal().then(({ keepPageRenewed }) => keepPageRenewed));

/** Begins what is still to be loaded, and ends it when the answer is called, be it before it began. */
function begun(loaded: Promise<() => () => void>): () => void {
  let stop: (() => void) | null = null;
  let over = false;
  void loaded.then((begin) => {
    if (!over) stop = begin();
  });
  return () => {
    over = true;
    stop?.();
  };
}
