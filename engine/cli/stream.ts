import type { Output } from './output.ts';

const CHUNK = 1 << 16;

export interface StreamFormat<T> {
  readonly begin: string;
  readonly each: (item: T) => string;
  readonly between: string;
  /** Left out, like everything, when there is no item and `begin` is empty. */
  readonly end: string;
}

/** Writes items as they are read, in pieces of about 64 kB; stops reading when nobody reads any more. */
export async function writeStream<T>(
  out: Output,
  items: AsyncIterable<T>,
  format: StreamFormat<T>,
): Promise<void> {
  let text = format.begin;
  let count = 0;
  for await (const item of items) {
    text += (count++ === 0 ? '' : format.between) + format.each(item);
    if (text.length < CHUNK) continue;
    await out.write(text);
    text = '';
    if (out.isClosed) return;
  }
  if (count > 0 || format.begin !== '') await out.write(text + format.end);
}

/** Turns pieces of text into lines, wherever the pieces were cut; a last line may lack its end. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
