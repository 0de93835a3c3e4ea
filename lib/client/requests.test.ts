import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod/mini";
import { postAct } from "./answers.ts";
import { fetchAnswer, RequestFailure, requestWords, retryDelay, worthRetrying } from "./requests.ts";

const schema = z.object({ count: z.number() });

/** A server that answers every request so; the answer is its address. */
async function serving(answer: (response: ServerResponse, body: string) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    answer(response, body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const json = (status: number, value: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};

async function failureOf(url: string): Promise<RequestFailure> {
  const failure = await fetchAnswer(url, schema, {}).catch((error: unknown) => error);
  if (!(failure instanceof RequestFailure)) throw new Error("it did not fail as requests do", { cause: failure });
  return failure;
}

test("[O9] an answer is read by its schema", async () => {
  expect(await fetchAnswer(await serving(json(200, { count: 3, more: true })), schema, {})).toEqual({ count: 3 });
});

test("[O9] an answer that the page does not understand is a failure, not an answer", async () => {
  for (const said of [{ count: "3" }, null, "text"]) {
    expect(await failureOf(await serving(json(200, said)))).toMatchObject({
      status: 0,
      detail: requestWords.notUnderstood,
    });
  }
  const page = await serving((response) => void response.writeHead(200).end("<html>"));
  expect((await failureOf(page)).detail).toBe(requestWords.notUnderstood);
});

test("[O9] a refusal says why in the server's own words, where it has any", async () => {
  const said = await failureOf(await serving(json(409, { status: 409, detail: "Ana was first." })));
  expect(said).toMatchObject({ status: 409, detail: "Ana was first." });
  const silent = await failureOf(await serving((response) => void response.writeHead(502).end("bad gateway")));
  expect(silent).toMatchObject({ status: 502, detail: requestWords.refused(502) });
});

test("[O9] nobody there is a failure; a question called off is none", async () => {
  const gone = await serving((response) => void response.destroy());
  expect(await failureOf(gone)).toMatchObject({ status: 0, detail: requestWords.unreachable });
  const called = new AbortController();
  const slow = await serving(() => called.abort(new Error("called off")));
  await expect(fetchAnswer(slow, schema, { signal: called.signal })).rejects.toThrow("called off");
});

test("[O9] what may be better next time is asked again, later each time; what was refused is not", () => {
  const statuses = [0, 408, 429, 500, 503, 400, 403, 404, 409, 413];
  expect(statuses.filter((status) => worthRetrying(new RequestFailure(status, "")))).toEqual([0, 408, 429, 500, 503]);
  expect(worthRetrying(new Error("a bug"))).toBe(false);
  expect([0, 1, 2, 3, 4, 50].map(retryDelay)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test("[O10] an act says where it stands in the journal, or why it was not taken, and never throws", async () => {
  const bodies: string[] = [];
  const taking = await serving((response, body) => {
    bodies.push(body);
    json(200, { rev: 7 })(response);
  });
  expect(await postAct(taking, { by: "Ana" })).toEqual({ ok: true, rev: 7 });
  expect(bodies).toEqual(['{"by":"Ana"}']);
  const refusing = await serving(json(409, { detail: "Ana was first." }));
  expect(await postAct(refusing, {})).toEqual({ ok: false, status: 409, detail: "Ana was first." });
  const gone = await serving((response) => void response.destroy());
  expect(await postAct(gone, {})).toEqual({ ok: false, status: 0, detail: requestWords.unreachable });
});
