import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "#lib/board/board.ts";
import { freePort } from "#server/http/free-port-under-test.ts";
import { expect, test } from "./fixtures.ts";
import { npmScript } from "./npm-script.ts";
import { wallPage } from "./wall-page.ts";

const answers = async (url: string) => (await fetch(url).catch(() => null))?.status;

async function revision(port: number): Promise<number> {
  const { rev }: Board = await (await fetch(`http://127.0.0.1:${port}/api/board`)).json();
  return rev;
}

test.describe("the commands", () => {
  let folder: string;

  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ringside-commands-"));
  });

  test.afterEach(() => rmSync(folder, { recursive: true }));

  test("[T1] npm start, where everything is ready, serves at once and installs and builds nothing", async ({
    page,
  }) => {
    const port = await freePort();
    const started = npmScript(["start"], {
      PORT: String(port),
      HOST: "127.0.0.1",
      RINGSIDE_ACCESS: "open",
      RINGSIDE_DATA: folder,
    });
    await expect.poll(() => answers(`http://127.0.0.1:${port}/api/health`), { timeout: 15_000 }).toBe(200);
    expect(started.stderr()).not.toContain("ringside:");
    expect(started.stderr()).not.toContain("Unhandled Rejection");
    for (const path of ["/", "/wall"]) {
      await page.goto(`http://127.0.0.1:${port}${path}`);
      await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
    }
    await page.goto("about:blank");
    started.signal("SIGTERM");
    expect(await started.ended).toBe(0);
    expect(await answers(`http://127.0.0.1:${port}/api/health`)).toBeUndefined();
  });

  test("[T1] npm start says in a sentence what is wrong, and fails", async () => {
    const started = npmScript(["start"], { PORT: "a door", RINGSIDE_DATA: folder });
    expect(await started.ended).toBe(78);
    expect(started.stderr()).toContain("PORT must be a port number");
    expect(started.stderr()).not.toContain("    at ");
  });

  for (const script of ["start", "test", "run build"]) {
    test(`[R10] npm ${script} tells what it goes by when asked for help, and refuses what it does not know`, async () => {
      const asked = npmScript([...script.split(" "), "-s", "--", "--help"], {});
      expect(await asked.ended).toBe(0);
      expect(asked.stdout()).toContain(`\n  npm ${script}\n`);
      const refused = npmScript([...script.split(" "), "-s", "--", "--port=80"], {});
      expect(await refused.ended).toBe(2);
      expect(refused.stdout()).toBe("");
      expect(refused.stderr()).toContain('"--port=80" is not understood');
    });
  }

  test("[T3] replay and export print nothing but their result", async () => {
    const event = JSON.stringify({
      Event: "ringing",
      Callerid: "05552221133",
      User: "820",
      Usertype: "queue",
      Id: "230307114903_10-0",
    });
    const capture = join(folder, "capture.jsonl");
    const line = { at: "2026-03-02T09:00:00.120Z", method: "POST", contentType: "application/json", body: event };
    writeFileSync(capture, `${JSON.stringify(line)}\n`);
    const replayed = npmScript(["run", "-s", "replay", "--", capture], {});
    expect(await replayed.ended).toBe(0);
    const { board, calls } = JSON.parse(replayed.stdout());
    expect(board.queues).toMatchObject([{ queue: "820", waiting: 1 }]);
    expect(calls).toMatchObject([{ id: "230307114903_10", state: "queued" }]);

    const exported = npmScript(["run", "-s", "export"], { RINGSIDE_DATA: join(folder, "no-data") });
    await exported.ended;
    expect(exported.stdout()).toBe("");
  });

  test("[T3] a command that fails makes npm fail", async () => {
    const replayed = npmScript(["run", "-s", "replay", "--", join(folder, "nowhere.jsonl")], {});
    expect(await replayed.ended).toBe(1);
    expect(replayed.stdout()).toBe("");
  });

  test("[T15] [W25] npm run demo shows a living board, and says on it that it is a sample", async ({ page }) => {
    const port = await freePort();
    const demo = npmScript(["run", "-s", "demo"], { PORT: String(port), HOST: "127.0.0.1" });
    await expect.poll(() => answers(`http://127.0.0.1:${port}/api/health`), { timeout: 30_000 }).toBe(200);
    const wall = wallPage(page);
    await page.goto(`http://127.0.0.1:${port}/wall`);
    await expect(page.getByTestId("sample")).toHaveText("SAMPLE DATA");
    await expect(wall.today("inbound")).toHaveText(/^[1-9]\d*$/);
    const first = await revision(port);
    await expect.poll(() => revision(port), { timeout: 20_000 }).toBeGreaterThan(first);
    await page.goto("about:blank");
    demo.signal("SIGTERM");
    expect(await demo.ended).toBe(0);
  });
});
