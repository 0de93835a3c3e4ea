import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Board, MissedCaller } from "#lib/board/board.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { fullLog } from "#server/access/audit-under-test.ts";
import { systemClock } from "#server/clock.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import type { Acting } from "./acting.ts";
import type { Answer } from "./answer.ts";
import { missedRoutes } from "./missed-routes.ts";
import { type Office, openOffice, type Posted } from "./office-under-test.ts";
import type { ApiRequest } from "./route.ts";

const start = Date.UTC(2026, 2, 2, 12);

let now: number;
let folder: string;
let office: Office;

beforeEach(async () => {
  now = start;
  folder = mkdtempSync(join(tmpdir(), "ringside-missed-"));
  office = await openOffice(folder, { clock: { now: () => now } });
  await office.tell(...missedCall(10));
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function row(): Promise<MissedCaller> {
  return (await office.get("/api/board")).missed[0];
}

/** Does something with the one row there is, as it stands now. */
async function act(deed: string, by: string, note: string | null = null) {
  const { id, changes } = await row();
  return office.post("/api/missed", { id, deed, by, note, seen: changes });
}

describe("a row of missed callers", () => {
  test("[A30] is claimed, tried, closed, reopened, and every step can be taken back", async () => {
    expect(await act("claim", "Jana")).toMatchObject({ status: 200, body: { rev: 3 } });
    expect(await row()).toMatchObject({ status: "claimed", claimedBy: "Jana" });
    expect((await act("attempt", "Jana", " nobody\u202e there ")).status).toBe(200);
    expect(await row()).toMatchObject({ attempts: [{ by: "Jana", note: "nobody there" }] });
    expect((await act("done", "Jana", "")).status).toBe(200);
    expect(await row()).toMatchObject({ status: "resolved", resolution: { by: "Jana", verdict: "done", note: null } });
    expect((await act("undo", "Jana")).status).toBe(200);
    expect(await row()).toMatchObject({ status: "claimed", claimedBy: "Jana", resolution: null });
    expect((await act("not-needed", "Jana")).status).toBe(200);
    expect((await act("reopen", "Eva")).status).toBe(200);
    expect(await row()).toMatchObject({ status: "open", claimedBy: null });
  });

  test.each([[-1], [0.5], [1e300], ["1"], [null]])("[A51] cannot have been seen after %j changes", async (seen) => {
    const { id } = await row();
    const { status, body } = await office.post("/api/missed", { id, deed: "claim", by: "Jana", note: null, seen });
    expect([status, body.detail]).toEqual([400, expect.stringMatching(/^seen is /)]);
    expect((await office.get("/api/board")).rev).toBe(2);
  });

  test("[A31] that is not there is 404, and takes no line of the journal", async () => {
    const { status } = await office.post("/api/missed", { id: "1@2", deed: "claim", by: "Jana", note: null, seen: 0 });
    expect([status, (await office.get("/api/board")).rev]).toEqual([404, 2]);
  });

  test("[A32] a second claimer is told who was first and since when", async () => {
    now = Date.UTC(2026, 2, 2, 14, 3, 20);
    await act("claim", "Jana");
    now += 3_600_000;
    expect(await act("claim", "Eva")).toMatchObject({
      status: 409,
      body: { title: "Somebody was first", detail: "Jana has had this caller since 14:03." },
    });
    expect((await act("done", "Eva")).body.detail).toBe("Jana has had this caller since 14:03.");
    expect((await office.get("/api/board")).rev).toBe(3);
    now = Date.UTC(2026, 2, 3, 9);
    expect((await act("claim", "Eva")).body.detail).toBe("Jana has had this caller since 14:03 on 2026-03-02.");
  });

  test("[A32] an act that comes too late is told what came first", async () => {
    expect((await act("release", "Jana")).body.detail).toBe("It is so already.");
    const { id, changes } = await row();
    await act("attempt", "Jana");
    const late = await office.post("/api/missed", { id, deed: "undo", by: "Eva", note: null, seen: changes });
    expect([late.status, late.body.detail]).toEqual([409, "Jana has changed it since you looked."]);
    await act("done", "Jana");
    expect((await act("attempt", "Eva")).body.detail).toBe("Jana closed it at 12:00.");
    now += 1_000;
    await office.tell(...missedCall(10).map((query) => query.replace("_10-0", "_11-0")));
    const undone = await office.post("/api/missed", { id, deed: "reopen", by: "Eva", note: null, seen: 0 });
    expect(undone.body.detail).toBe("The caller was missed again since: a newer row stands for both.");
  });

  test("[A36] what a screen tells again, because no answer came, is done once", async () => {
    const { id } = await row();
    const attempt = { id, deed: "attempt", by: "Jana", note: "engaged", seen: 0 };
    const first = await office.post("/api/missed", attempt);
    const again = await office.post("/api/missed", attempt);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await row()).attempts).toHaveLength(1);
    expect((await act("attempt", "Jana", "engaged")).status).toBe(200);
    expect((await row()).attempts).toHaveLength(2);
    const done = { id, deed: "done", by: "Jana", note: null, seen: 2 };
    const closed = await office.post("/api/missed", done);
    expect((await office.post("/api/missed", done)).body).toEqual(closed.body);
    expect((await office.post("/api/missed", { ...done, by: "Eva" })).status).toBe(409);
  });

  test("[A32] a row that a call has closed says how", async () => {
    const call = "callerid=420774852610&did=&id=230102104542_12";
    await office.tell(
      `event=ringing&user=102&usertype=ext&${call}-0`,
      `event=hangupincoming&user=102&trtype=NotDef&${call}-1`,
    );
    expect((await act("claim", "Eva")).body.detail).toMatch(/^The caller rang again, and was answered, at 12:00\.$/);
  });

  test.each(["one at a time", "all at once"])("[A33] of twenty who claim at once, %s, one gets it", async (how) => {
    const { id } = await row();
    const claim = (n: number) =>
      office.post("/api/missed", { id, deed: "claim", by: `Person ${n}`, note: null, seen: 0 });
    const together = how === "all at once" ? 20 : 1;
    const answers: Posted[] = [];
    while (answers.length < 20) {
      const first = answers.length;
      answers.push(...(await Promise.all(Array.from({ length: together }, (_, n) => claim(first + n)))));
    }
    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(winners).toHaveLength(1);
    const holder = `Person ${winners[0]}`;
    expect((await row()).claimedBy).toBe(holder);
    const losers = answers.filter(({ status }) => status !== 200);
    expect(losers.map(({ status, body }) => [status, body.detail])).toEqual(
      new Array(19).fill([409, `${holder} has had this caller since 12:00.`]),
    );
  });

  test.each([
    ["of as many names", (n: number) => `Person ${n}`],
    ["of one name", () => "Jana"],
  ])("[A33] of twenty %s whose claims are all decided before the first is kept, one gets it", async (_, by) => {
    const journal = createMemoryJournal(systemClock);
    let state = emptyBoard(defaultSettings, 0);
    journal.subscribe((entries) => {
      for (const entry of entries) if (!("unreadable" in entry)) state = foldEntry(state, entry);
    });
    for (const query of missedCall(10)) await journal.append(byGet(query), null);
    let take: ((request: unknown) => Answer | Promise<Answer>) | null = null;
    const acting: Acting = (options) => {
      take = (request) => options.take(z.parse(options.schema, request), { principal: { is: "open" } } as ApiRequest);
      return {};
    };
    missedRoutes({ acting, state: () => state, clock: systemClock, journal, audit: fullLog });
    const [missed] = viewBoard(state).missed;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_each, n) =>
        take?.({ id: missed?.id, deed: "claim", by: by(n), note: null, seen: 0 }),
      ),
    );
    expect(await journal.head()).toBe(22);
    expect(answers.map((answer) => answer?.status)).toEqual([200, ...new Array(19).fill(409)]);
    expect(answers[0]?.body).toBe('{"rev":3}');
    expect(viewBoard(state).missed).toMatchObject([{ claimedBy: by(0) }]);
  });

  test("[A33] of twenty with the same name who claim at once, one gets it", async () => {
    const { id } = await row();
    const claim = { id, deed: "claim", by: "Jana", note: null, seen: 0 };
    const answers = await Promise.all(Array.from({ length: 20 }, () => office.post("/api/missed", claim)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

function openScreen(): Socket<ServerToScreen, ScreenToServer> {
  return io(office.url, {
    transports: ["websocket"],
    extraHeaders: { origin: office.url },
    forceNew: true,
    reconnection: false,
  });
}

test("[A34] an act reaches every screen at once", async () => {
  const screens = [openScreen(), openScreen()];
  await Promise.all(screens.map((screen) => new Promise<void>((resolve) => screen.once("snapshot", () => resolve()))));
  const told = screens.map(
    (screen) =>
      new Promise<void>((resolve) => {
        screen.on("delta", (delta) => delta.put?.missed?.[0]?.claimedBy === "Jana" && resolve());
      }),
  );
  await act("claim", "Jana");
  await Promise.all(told);
  for (const screen of screens) screen.disconnect();
});

test("[A35] an act that was answered survives kill -9", async () => {
  const data = join(folder, "killed");
  const server = spawn(process.execPath, [join(import.meta.dirname, "../stop-on-signal.child.ts"), data, "key"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(server, "exit");
  const { value: url = "" } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  for (const query of missedCall(10)) await fetch(`${url}/api/webhook/key?${query}`);
  const board = (await (await fetch(`${url}/api/board`)).json()) as Board;
  const answer = await fetch(`${url}/api/missed`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ id: board.missed[0]?.id, deed: "claim", by: "Jana", note: null, seen: 0 }),
  });
  expect(answer.status).toBe(200);
  server.kill("SIGKILL");
  await exited;
  await office.stop();
  office = await openOffice(data);
  expect(await row()).toMatchObject({ status: "claimed", claimedBy: "Jana" });
});

test("[A35] acts survive a restart, and are folded as they were", async () => {
  await act("claim", "Jana");
  await office.post("/api/directory", { by: "Jana", put: [{ number: "805", kind: null, name: "Sales" }], gone: [] });
  await act("attempt", "Jana", "engaged");
  const before = await office.get("/api/board");
  await office.stop();
  office = await openOffice(folder, { clock: { now: () => now } });
  expect(await office.get("/api/board")).toEqual(before);
  expect((await act("claim", "Eva")).status).toBe(409);
});
