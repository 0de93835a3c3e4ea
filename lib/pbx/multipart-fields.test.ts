import { describe, expect, test } from "vitest";
import { isMultipart, multipartFields } from "./multipart-fields.ts";

function body(...parts: readonly string[]): string {
  return `${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--\r\n`;
}

describe("multipart bodies", () => {
  test("[X1] names are quoted or not, among other headers, in any case", () => {
    const text = body(
      'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name="Event"\r\n\r\nringing',
      "content-disposition: form-data; name=user\r\n\r\n117",
      'Content-Disposition: form-data; filename="name=did"; name="title"\r\n\r\na\r\n\r\nb',
      'Content-Disposition: form-data; name="unknown"\r\n\r\nx',
    );
    expect(isMultipart(text)).toBe(true);
    expect(multipartFields(text)).toMatchObject({ event: "ringing", user: "117", title: "a\r\n\r\nb", did: "" });
  });

  test.each(["--", "--b", "--b\r\n\r\nx", "-- event=ringing"])("[X1] %j is none", (text) => {
    expect(isMultipart(text)).toBe(false);
  });

  test("[X17] a part's name stands in the first five hundred characters", () => {
    const far = `X-Filler: ${"x".repeat(500)}\r\nContent-Disposition: form-data; name="user"\r\n\r\n117`;
    expect(multipartFields(body('Content-Disposition: form-data; name="id"\r\n\r\n7', far)).user).toBe("");
  });
});
