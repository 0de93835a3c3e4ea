import { afterEach, beforeEach, expect, test } from "vitest";
import { type ClosedOffice, openClosedOffice, openOffice } from "./office-under-test.ts";

let office: ClosedOffice;
beforeEach(async () => {
  office = await openClosedOffice(null);
});
afterEach(() => office.stop());

const from = (site: string) => ({ headers: { "sec-fetch-site": site } });
const noted = async () => (await office.admin.get("/api/audit?kind=file-downloaded")).entries.length;

test("[L303] what a page of another site asks for in somebody's name is not told, and not noted", async () => {
  for (const site of ["cross-site", "same-site"]) {
    const answer = await office.admin.fetch("/api/calls.csv", from(site));
    expect([site, answer.status]).toEqual([site, 403]);
  }
  expect(await noted()).toBe(0);
  for (const site of ["same-origin", "none"]) {
    expect((await office.admin.fetch("/api/calls.csv", from(site))).status).toBe(200);
  }
  expect((await office.admin.fetch("/api/calls.csv")).status).toBe(200);
  expect(await noted()).toBe(3);
});

test("[L303] nor on a server that asks nobody who they are; what is for anyone is", async () => {
  const open = await openOffice(null);
  const status = async (path: string) => (await fetch(`${open.url}${path}`, from("cross-site"))).status;
  expect(await Promise.all(["/api/board", "/api/calls", "/api/health", "/api/session"].map(status))).toEqual([
    403, 403, 200, 200,
  ]);
  await open.stop();
});
