import { answersFault } from "./answers/answers.ts";
import type { Fault } from "./fault.ts";
import { killFault } from "./kill/kill.ts";
import { networkFaults } from "./network/network-faults.ts";
import { failingFault } from "./power/failing.ts";
import { outageFault } from "./power/outage.ts";
import { powerFault } from "./power/power.ts";
import { severalFault } from "./several/several.ts";

/** Every harm there is, in the order in which they are done. */
export const faults: readonly Fault[] = [
  killFault,
  powerFault,
  failingFault,
  outageFault,
  answersFault,
  ...networkFaults,
  severalFault,
];
