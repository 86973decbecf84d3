import { expect } from 'vitest';
import type { PlaceFacts } from '../../../engine/model/facts.ts';
import type { PathText } from '../../../engine/model/path-text.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { newNonce } from '../../../engine/platform/nonce.ts';
import { parseProbe } from '../../../engine/platform/parse-probe.ts';
import { PROBE_SCRIPT, probeArguments } from '../../../engine/platform/probe-script.ts';

export async function probe(...paths: PathText[]): Promise<readonly PlaceFacts[]> {
  const nonce = newNonce();
  const result = await localShell().run(PROBE_SCRIPT, probeArguments('full', nonce, paths));
  expect(result.stderr).toBe('');
  const parsed = parseProbe(result.stdout, { nonce, paths, sentAtMs: 0, receivedAtMs: 0 });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.places;
}

export async function probeOne(path: PathText): Promise<PlaceFacts> {
  const [place] = await probe(path);
  if (place === undefined) throw new Error('no place');
  return place;
}
