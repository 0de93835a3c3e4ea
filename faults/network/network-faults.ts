import type { Fault } from "../fault.ts";
import { databaseFault } from "./database.ts";
import { restartFault } from "./restart.ts";
import { screensFault } from "./screens.ts";
import { slowScreenFault } from "./slow-screen.ts";

/** What the network does. */
export const networkFaults: readonly Fault[] = [screensFault, restartFault, slowScreenFault, databaseFault];
