/* The two data types of RFC 4251, 5 that keys and the agent's messages are made of. */

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** With its length in front. */
export function string(bytes: Buffer): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** The first string and what follows it; `undefined` and everything when it is not whole. */
export function takeString(bytes: Buffer): readonly [Buffer | undefined, Buffer] {
  if (bytes.length < 4) return [undefined, bytes];
  const end = 4 + bytes.readUInt32BE(0);
  return end > bytes.length ? [undefined, bytes] : [bytes.subarray(4, end), bytes.subarray(end)];
}

/** As many strings, and what follows them; `undefined` when they are not whole. */
export function takeStrings(bytes: Buffer, count: number): readonly [Buffer[], Buffer] | undefined {
  const taken: Buffer[] = [];
  let rest = bytes;
  for (let index = 0; index < count; index++) {
    const [one, after] = takeString(rest);
    if (one === undefined) return undefined;
    taken.push(one);
    rest = after;
  }
  return [taken, rest];
}
