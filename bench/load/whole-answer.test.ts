import { describe, expect, test } from "vitest";
import { takeAnswer, wholeAnswer } from "./whole-answer.ts";

const lengthy = 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\nDate: now\r\n\r\n{"ok":true,"rev":10}';
const chunked =
  "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nnot\r\n4\r\nx0\r\n\r\n0\r\n\r\n";

describe("where an answer ends", () => {
  test("[Q4] with a length, after so many bytes and not before", () => {
    expect(wholeAnswer(lengthy)).toEqual({ status: 200, body: '{"ok":true,"rev":10}' });
    for (let end = 0; end < lengthy.length; end++) expect(wholeAnswer(lengthy.slice(0, end))).toBeNull();
  });

  test("[Q4] in chunks, with the empty one and not before", () => {
    expect(wholeAnswer(chunked)).toMatchObject({ status: 503 });
    for (let end = 0; end < chunked.length; end++) expect(wholeAnswer(chunked.slice(0, end))).toBeNull();
  });

  test("[Q4] without a body, with its head", () => {
    expect(wholeAnswer("HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")).toEqual({ status: 204, body: "" });
  });

  test("[Q10] one behind the other, each with its own", () => {
    const two = `${lengthy}HTTP/1.1 503 Service Unavailable\r\ncontent-length: 3\r\n\r\nnot`;
    const end = lengthy.length;
    expect(takeAnswer(two, 0)).toEqual({ answer: { status: 200, body: '{"ok":true,"rev":10}' }, end });
    expect(takeAnswer(two, end)).toEqual({ answer: { status: 503, body: "not" }, end: two.length });
    for (let cut = end; cut < two.length; cut++) expect(takeAnswer(two.slice(0, cut), end)).toBeNull();
  });
});
