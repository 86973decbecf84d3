import { join } from 'node:path';
import { formatEndpoint, type SshEndpoint } from '../../../model/endpoint.ts';
import { ensure } from '../demo-failure.ts';
import { VOLUME_NAMES } from '../demo-folder.ts';
import { PAIR_NAME, type Facts, type Stage, type Step } from '../stage.ts';

/** The most entries that a run may delete in a volume of the demo. */
export const DELETION_LIMIT = 25;

export const ADD_PAIR: Step = {
  id: 'pair-add',
  title: 'Say what belongs together',
  why: 'A pair is a primary, a standby, and which folder goes where. Adding one touches neither machine; the standby is known by its host key from the beginning. A run may delete at most 25 entries a volume without asking.',
  show,
};

async function show({ engine, folder, standby, screen }: Stage): Promise<Facts> {
  const standbyEnd: SshEndpoint = {
    kind: 'ssh',
    ...standby.address,
    hostKey: standby.hostKeyPin,
  };
  const volumes = VOLUME_NAMES.map((name) => ({
    source: join(folder.primary, name),
    destination: join(folder.standby, name),
  }));
  const words = volumes.map(({ source, destination }) => `--volume ${source}=${destination}`);
  await screen.command(
    [
      `warmspare pair add ${PAIR_NAME} --primary local --standby ${formatEndpoint(standbyEnd)} \\`,
      `      --host-key ${standby.hostKeyPin} --max-delete ${String(DELETION_LIMIT)} \\`,
      ...words.map((word, at) => `      ${word}${at === words.length - 1 ? '' : ' \\'}`),
    ].join('\n'),
  );
  const pair = await engine.pairs.add({
    name: PAIR_NAME,
    primary: { kind: 'local' },
    standby: standbyEnd,
    volumes,
    deletion: { kind: 'mirror', limit: { kind: 'entries', entries: DELETION_LIMIT } },
    preset: 'none',
    excludes: [],
  });
  const stored = await engine.pairs.get(PAIR_NAME);
  ensure(
    stored.volumes.length === VOLUME_NAMES.length,
    'The pair should have been stored with three volumes.',
  );
  await screen.claim('The pair is stored, with the pinned host key and three volumes.');
  return { pair };
}
