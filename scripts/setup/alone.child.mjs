// Takes the turn that its argument names, says so, and keeps it until it is killed.
import { alone } from "./alone.mjs";

await alone(
  process.argv[2] ?? "",
  () => {
    process.send?.("in");
    return new Promise(() => {});
  },
  () => {},
);
