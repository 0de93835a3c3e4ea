"use client";

import { useEffect } from "react";
import { connectBoard } from "#lib/client/connection.ts";
import { Wall } from "./wall.tsx";
import type { WallOptions } from "./wall-options.ts";

/** The wall, connected to the board server for as long as it is shown. */
export function WallScreen(options: WallOptions) {
  useEffect(() => connectBoard(), []);
  return <Wall {...options} />;
}
