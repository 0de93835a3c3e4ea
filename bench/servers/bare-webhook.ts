import { createServer, type Server } from "node:http";

/** What Node itself takes to read a body, parse it, pass it on by its number, and answer the same. */
export function createBareWebhook(passOn: (rev: number) => void): Server {
  let rev = 0;
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      JSON.parse(Buffer.concat(chunks).toString());
      rev += 1;
      passOn(rev);
      const body = `{"ok":true,"rev":${rev}}`;
      response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length });
      response.end(body);
    });
  });
}
