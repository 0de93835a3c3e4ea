// The floor of P-1: what Node itself takes to read a body, parse it and answer the same.
import { createServer } from "node:http";
import { answerParent, listenOnLoopback } from "./answer-parent.ts";

let rev = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    rev += 1;
    const body = `{"ok":true,"rev":${rev}}`;
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
    response.end(body);
  });
});

const url = await listenOnLoopback(server);
answerParent(url, async () => {
  server.closeAllConnections();
  server.close();
});
