import fc from "fast-check";
import { expect, test } from "vitest";
import { createMessageFilter } from "./message-loss.ts";

const head = Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
const text = 1;
const ping = 9;

function frame(opcode: number, masked: "masked" | "plain", content: string): Buffer {
  const mask = masked === "masked" ? 0x80 : 0;
  const bytes = Buffer.from(content);
  const size = bytes.length;
  const header = size < 126 ? [mask | size] : size < 65_536 ? [mask | 126, size >> 8, size & 255] : [];
  const long = Buffer.alloc(size < 65_536 ? 0 : 9);
  if (long.length > 0) {
    long[0] = mask | 127;
    long.writeBigUInt64BE(BigInt(size), 1);
  }
  const key = Buffer.alloc(mask === 0 ? 0 : 4);
  return Buffer.concat([Buffer.from([0x80 | opcode, ...header]), long, key, bytes]);
}

const frames = fc.array(
  fc.record({
    opcode: fc.constantFrom(text, text, ping),
    masked: fc.constantFrom("masked" as const, "plain" as const),
    size: fc.constantFrom(0, 1, 125, 126, 400, 65_535, 65_536),
    isLost: fc.boolean(),
  }),
  { maxLength: 6 },
);

/** The same bytes in pieces of those sizes, over and over. */
function* pieces(bytes: Buffer, sizes: readonly number[]) {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

test("[F50] messages are lost whole and no other byte is, wherever the stream is cut", () => {
  const sizes = fc.array(fc.constantFrom(1, 2, 3, 7, 90, 5_000, 70_000), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(frames, sizes, (sent, cuts) => {
      const lost = sent.filter(({ opcode }) => opcode === text).map(({ isLost }) => isLost);
      const filter = createMessageFilter(() => lost.shift() ?? false);
      const parts = sent.map(({ opcode, masked, size, isLost }) => ({
        bytes: frame(opcode, masked, "x".repeat(size)),
        passes: opcode !== text || !isLost,
      }));
      const whole = Buffer.concat([head, ...parts.map(({ bytes }) => bytes)]);
      const passed = Buffer.concat([...pieces(whole, cuts)].map((piece) => filter.pass(piece)));
      const expected = parts.filter(({ passes }) => passes).map(({ bytes }) => bytes);
      expect(passed.equals(Buffer.concat([head, ...expected]))).toBe(true);
    }),
  );
});

test("[F50] what is no WebSocket passes untouched", () => {
  const filter = createMessageFilter(() => true);
  const request = "POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\n\u0001\u0002\u0003";
  const passed = [...pieces(Buffer.from(request), [5])].map((piece) => filter.pass(piece));
  expect(Buffer.concat(passed).toString()).toBe(request);
});
