import { createReadStream } from 'node:fs';

/** The whole lines of a text, as many at once as came from the disk; a last one without its end is left out. */
export async function* lineBatches(
  path: string,
  range: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<readonly string[]> {
  const stream: AsyncIterable<string> = createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: 1 << 18,
    ...range,
  });
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
}
