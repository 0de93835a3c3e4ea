/** Not a secret: it serves benchmarks only. */
export const benchKey = "YmVuY2htYXJrcyBvbmx5LCBub3QgYSBzZWNyZXQga2V5";
/** The address of every server's webhook, so that reading it costs them the same. */
export const webhookPath = `/api/webhook/${benchKey}`;
/** The same, as a folder of a Next.js app names it. */
export const routeFolder = "api/webhook/[key]";
