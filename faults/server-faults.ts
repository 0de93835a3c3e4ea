import { answersFault } from "./answers/answers.ts";
import { clockFault } from "./clock/clock.ts";
import { diskFault } from "./disk/disk.ts";
import type { Fault } from "./fault.ts";
import { ghostsFault } from "./ghosts/ghosts.ts";
import { killFault } from "./kill/kill.ts";
import { parserFault } from "./parser/parser.ts";
import { failingFault } from "./power/failing.ts";
import { outageFault } from "./power/outage.ts";
import { powerFault } from "./power/power.ts";
import { restartsFault } from "./restarts/restarts.ts";
import { stopFault } from "./stop/stop.ts";

/** What is done to one server, its process and its disk. */
export const serverFaults: readonly Fault[] = [
  killFault,
  stopFault,
  powerFault,
  failingFault,
  outageFault,
  answersFault,
  diskFault,
  clockFault,
  restartsFault,
  parserFault,
  ghostsFault,
];
