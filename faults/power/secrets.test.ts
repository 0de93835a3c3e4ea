import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/simulator/random.ts";
import { keepAccessSecret } from "#server/access/access-secret.ts";
import { makeDataFolder } from "#server/config/data-folder.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import { readTrace } from "../trace/read-trace.ts";
import { tracingInto } from "../trace/strace.ts";
import { certainImage, cutImage } from "./cut.ts";
import { emptyDisk } from "./disk.ts";
import { writeImage } from "./examine-image.ts";
import { watchDisk } from "./watch-disk.ts";

test("[J22] wherever the power goes during a first start, a secret is there whole or not at all; told, it stays", async () => {
  await withScratchFolder(async (folder) => {
    const [root, image] = [join(folder, "root"), join(folder, "image")];
    writeImage(new Map(), root);
    const [command = "", ...args] = tracingInto(join(folder, "trace"));
    const program = join(import.meta.dirname, "secrets.child.ts");
    const told = execFileSync(command, [...args, process.execPath, program, join(root, "deep", "data")], {
      encoding: "utf8",
    });

    const random = seededRandom(1);
    const disk = emptyDisk();
    const see = watchDisk(disk, root);
    let cuts = 0;
    for (const moment of readTrace(readFileSync(join(folder, "trace"), "latin1"))) {
      see(moment);
      for (let cut = 0; cut < (disk.names.size > 0 ? 10 : 0); cut += 1) {
        writeImage(cutImage(disk, random), image);
        const data = join(image, "deep", "data");
        makeDataFolder(data);
        expect(keepAccessSecret(data)).toHaveLength(43);
        expect([null, "k".repeat(43)]).toContain(keyFileIn(data).read());
        cuts += 1;
      }
    }
    expect(cuts).toBeGreaterThan(100);
    writeImage(certainImage(disk), image);
    expect(`${keepAccessSecret(join(image, "deep", "data"))}\n`).toBe(told);
    expect(keyFileIn(join(image, "deep", "data")).read()).toBe("k".repeat(43));
  });
});
