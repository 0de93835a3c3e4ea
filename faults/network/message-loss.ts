/** Leaves whole WebSocket messages out of one direction of a connection; what is no WebSocket passes untouched. */
export interface MessageFilter {
  /** The bytes that go on. */
  pass(bytes: Buffer): Buffer;
}

const text = 1;

/** @param isLost asked once for every message as it begins */
export function createMessageFilter(isLost: () => boolean): MessageFilter {
  let stage: "head" | "frames" | "other" = "head";
  /** What came of the head, or of a frame's first bytes, while there is more to come. */
  let begun: Buffer = Buffer.alloc(0);
  /** Bytes of the current frame that are still to come, and whether they go on. */
  let left = 0;
  let lost = false;

  function readHead(bytes: Buffer): Buffer {
    begun = Buffer.concat([begun, bytes]);
    const end = begun.indexOf("\r\n\r\n");
    if (end === -1) return bytes;
    stage = /^upgrade: websocket\r?$/im.test(begun.toString("latin1", 0, end + 2)) ? "frames" : "other";
    const ahead = begun.length - bytes.length;
    const first = begun.subarray(end + 4);
    begun = Buffer.alloc(0);
    const head = bytes.subarray(0, end + 4 - ahead);
    return Buffer.concat([head, stage === "frames" ? readFrames(first) : first]);
  }

  function readFrames(bytes: Buffer): Buffer {
    const passed: Buffer[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      if (left === 0) {
        const frame = frameAt(Buffer.concat([begun, rest]));
        if (frame === null) {
          begun = Buffer.concat([begun, rest]);
          break;
        }
        lost = frame.opcode === text && isLost();
        left = frame.size;
        rest = Buffer.concat([begun, rest]);
        begun = Buffer.alloc(0);
      }
      const piece = rest.subarray(0, left);
      if (!lost) passed.push(piece);
      left -= piece.length;
      rest = rest.subarray(piece.length);
    }
    return Buffer.concat(passed);
  }

  return {
    pass(bytes) {
      switch (stage) {
        case "head":
          return readHead(bytes);
        case "frames":
          return readFrames(bytes);
        case "other":
          return bytes;
      }
    },
  };
}

/** The frame that begins here, its header counted in (RFC 6455, 5.2); null when too little of it has come to tell. */
function frameAt(bytes: Buffer): { readonly opcode: number; readonly size: number } | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const mask = (second & 0x80) === 0 ? 0 : 4;
  const short = second & 0x7f;
  const opcode = first & 0x0f;
  if (short < 126) return { opcode, size: 2 + mask + short };
  if (short === 126) return bytes.length < 4 ? null : { opcode, size: 4 + mask + bytes.readUInt16BE(2) };
  return bytes.length < 10 ? null : { opcode, size: 10 + mask + Number(bytes.readBigUInt64BE(2)) };
}
