/**
 * npm as it was started, run by the Node that it was started with: the one in node_modules may be replaced under it.
 *
 * @returns {[string, ...string[]]} program and first arguments
 */
export function npmCommand() {
  const { npm_execpath: npmFile, npm_node_execpath: npmNode } = process.env;
  return npmFile?.endsWith("npm-cli.js") && npmNode !== undefined ? [npmNode, npmFile] : ["npm"];
}
