import { join } from 'node:path';
import { makeSmallFiles, rewriteSome } from './made-files.ts';
import type { Measured } from './measure.ts';
import { engineSide, insistOnSame } from './sides.ts';
import type { Workplace } from './workplace.ts';

const REWRITTEN = 100;

export interface MillionStep {
  readonly what: string;
  readonly run: Measured;
}

/** The engine alone over very many files: first clone, nothing changed, a hundred changed. */
export async function* runMillion(place: Workplace, files: number): AsyncGenerator<MillionStep> {
  const source = join(place.folder, 'million');
  makeSmallFiles(source, files);
  const side = await engineSide(place, source, join(place.folder, 'million.engine'));
  const count = files.toLocaleString('en');
  yield { what: `first clone of ${count} files`, run: await side.run() };
  yield { what: 'no change', run: await side.run() };
  rewriteSome(source, files, REWRITTEN, 1);
  yield { what: `${String(REWRITTEN)} rewritten`, run: await side.run() };
  await insistOnSame(source, side.destination);
}
