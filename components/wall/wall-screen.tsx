"use client";

import { useEffect } from "react";
import { connectBoard } from "#lib/client/connection.ts";
import type { BoardSocket } from "#lib/client/line.ts";
import { Wall } from "./wall.tsx";
import type { WallOptions } from "./wall-options.ts";

interface WallScreenProps extends WallOptions {
  /** Id of what it shows. */
  readonly board: string;
  /** What the page of a screen tells of itself; null: a person looks at the wall. */
  readonly screen?: { readonly build: string; readonly sound: boolean } | null;
}

/** The wall, connected to the board server for as long as it is shown. */
export function WallScreen({ board, screen = null, ...options }: WallScreenProps) {
  const duty = screen === null ? undefined : JSON.stringify(screen);
  useEffect(() => connectBoard({ board, attend: duty === undefined ? undefined : attending(duty) }), [board, duty]);
  return <Wall {...options} />;
}

/** Screens alone load what they are asked for and say. */
const attending = (duty: string) => (socket: BoardSocket) =>
  void import("#components/screens/screen-duties.ts").then(({ attend }) => attend(socket, JSON.parse(duty)));
