import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetupOptions } from '../../api/setup.ts';
import { formatEndpoint, type HostKeyPin } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { EngineError } from '../../model/problem.ts';
import { pinOf } from '../../ssh/host-keys.ts';
import { reach } from '../../ssh/reach.ts';
import { pictured } from './host-key-step.ts';
import { cancelled, signalOf, type SetupContext } from './setup-run.ts';

const HOST_KEYS_FOLDER = '/etc/ssh';

/**
 * The pair as it is when its primary, this machine, is read by its own root: reached by ssh, with rsync running there. The host
 * key needs no question where this machine's own files name it. Changes nothing yet.
 */
export async function throughRootHere(
  engine: SetupContext,
  pair: Pair,
  options: SetupOptions,
): Promise<Pair> {
  if (pair.primary.kind === 'ssh') return pair;
  if (pair.standby.kind === 'local') throw EngineError.of('setup.not-possible', { found: 'both-local' });
  const address = { user: engine.keyAccount.user, host: 'localhost', port: 22 };
  const timeoutMs = engine.patience.connectSeconds * 1000;
  const { hostKeys } = await reach(address, { timeoutMs, ...signalOf({ options }) }).catch(ofPrimary);
  const own = await ownPins();
  const known = hostKeys.find(({ pin }) => own.has(pin));
  const [best] = hostKeys;
  const key = known ?? best;
  if (key === undefined) throw new Error('no host key was shown');
  const endpoint = { kind: 'ssh', ...address, hostKey: key.pin } as const;
  const asked = { endpoint: formatEndpoint(endpoint), given: undefined, yours: undefined, ...pictured(key) };
  if (known === undefined && !(await options.questions.confirmHostKey(asked))) throw cancelled();
  return { ...pair, primary: endpoint, driver: 'primary' };
}

/** The host keys of this machine; everybody may read their public halves. */
async function ownPins(): Promise<ReadonlySet<HostKeyPin>> {
  const names = await readdir(HOST_KEYS_FOLDER).catch(() => []);
  const files = names.filter((name) => /^ssh_host_.+_key\.pub$/.test(name));
  const texts = await Promise.all(
    files.map((name) => readFile(join(HOST_KEYS_FOLDER, name), 'latin1').catch(() => '')),
  );
  // ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI… root@office
  const blobs = texts.flatMap((text) => text.split(' ')[1] ?? []);
  return new Set(blobs.map((blob) => pinOf(Buffer.from(blob, 'base64'))));
}

function ofPrimary(error: unknown): never {
  if (!(error instanceof EngineError)) throw error;
  const { problem, cause } = error;
  throw new EngineError({ ...problem, details: { side: 'primary', ...problem.details } }, cause);
}
