import type { Delivery } from "#lib/pbx/delivery.ts";

/** A POST of the delivery as it goes over the wire, made beforehand: none of it is measured. */
export function requestOf(url: URL, { contentType, body }: Delivery): Buffer {
  const bytes = Buffer.from(body ?? "");
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    `content-type: ${contentType ?? "application/json"}`,
    `content-length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]);
}
