const finalText = 0x81;
/** In place of a length: it follows, in two bytes or in eight. */
const two = 126;
const eight = 127;

/** A text as one WebSocket frame of a server (RFC 6455, 5.2): whole, neither masked nor compressed. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = headOf(length);
  const frame = Buffer.allocUnsafe(head.length + length);
  head.copy(frame);
  frame.write(text, head.length);
  return frame;
}

function headOf(length: number): Buffer {
  if (length < two) return Buffer.of(finalText, length);
  if (length < 2 ** 16) return Buffer.of(finalText, two, length >> 8, length & 0xff);
  const head = Buffer.of(finalText, eight, 0, 0, 0, 0, 0, 0, 0, 0);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
