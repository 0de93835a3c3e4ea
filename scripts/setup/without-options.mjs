/**
 * For a command that takes no options: prints its help where that is asked for, and refuses anything else with exit
 * code 2.
 *
 * @param {readonly string[]} args what stands behind the command's name
 * @param {string} help
 * @returns {boolean} whether the command is to run
 */
export function runsWithoutOptions(args, help) {
  const [first] = args;
  if (first === undefined) return true;
  if (first === "--help" || first === "-h") {
    process.stdout.write(help);
    return false;
  }
  console.error(`"${first}" is not understood: this command takes no options. --help tells what it goes by.`);
  process.exitCode = 2;
  return false;
}
