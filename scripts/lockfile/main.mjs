// `npm run fix:lock`: to be run after `npm install` where the lockfile's test asks for it.
import { readFileSync, writeFileSync } from "node:fs";
import { completeLockfile, missingFromLockfile } from "./complete-lockfile.mjs";

const file = new URL("../../package-lock.json", import.meta.url);
const lockfile = JSON.parse(readFileSync(file, "utf8"));
for (const { name, version } of missingFromLockfile(lockfile)) console.log(`adds ${name} ${version}`);
writeFileSync(file, `${JSON.stringify(completeLockfile(lockfile), null, 2)}\n`);
