import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../../engine/model/problem.ts';
import { OWNER, PORTS } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

export const ports = { ...PORTS, owner: OWNER };

export async function homeWith(text: string | Uint8Array): Promise<{ home: string; path: string }> {
  const home = await tempHome();
  const path = join(home, 'config.json');
  await writeFile(path, text);
  return { home, path };
}

/** The problem that this rejects with; anything else is a failure. */
export async function problemOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error('expected an EngineError', { cause: error });
  return error.problem;
}
