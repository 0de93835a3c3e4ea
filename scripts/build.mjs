// `npm run build`: what `npm start` does before it starts. For a checkout that others run and only its owner may write to.
import { prepare } from "./setup/prepare.mjs";
import { root } from "./setup/project.mjs";
import { explainingFailures } from "./setup/setup-error.mjs";
import { runsWithoutOptions } from "./setup/without-options.mjs";

const help = `Installs what is missing and builds what is stale, so that a start has nothing left to do.

  npm run build
`;

await explainingFailures(async () => {
  if (runsWithoutOptions(process.argv.slice(2), help)) await prepare(root, { development: false, pages: true });
});
