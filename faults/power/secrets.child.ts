// Makes a data folder at argv[2], and in it what a first start makes of its own; says so once they are there.
import { writeSync } from "node:fs";
import { keepAccessSecret } from "#server/access/access-secret.ts";
import { makeDataFolder } from "#server/config/data-folder.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";

const [, , folder = ""] = process.argv;
makeDataFolder(folder);
const secret = keepAccessSecret(folder);
keyFileIn(folder).write("k".repeat(43));
writeSync(1, `${secret}\n`);
