// The floor of P-1: what Node itself takes to read a body, parse it and answer the same.
import { answerParent, listenOnLoopback } from "./answer-parent.ts";
import { createBareWebhook } from "./bare-webhook.ts";

const server = createBareWebhook(() => undefined);

const url = await listenOnLoopback(server);
answerParent(url, async () => {
  server.closeAllConnections();
  server.close();
});
