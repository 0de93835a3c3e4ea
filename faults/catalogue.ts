import type { Fault } from "./fault.ts";
import { networkFaults } from "./network/network-faults.ts";
import { serverFaults } from "./server-faults.ts";
import { listeningFault, severalFault } from "./several/several.ts";

/** Every harm there is, in the order in which they are done. */
export const faults: readonly Fault[] = [...serverFaults, ...networkFaults, severalFault, listeningFault];
