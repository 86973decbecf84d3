import { expect, it } from 'vitest';
import { createEngine } from '../../../engine/index.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aPair } from '../cli/cli-harness.ts';

it('imports what was exported before there were schedules', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, schedule: _schedule, conditions: _conditions, ...later } = aPair();
  const { commands: _commands, bandwidth: _bandwidth, wake: _wake, ...pair } = later;
  expect(await engine.pairs.import({ warmspare: 1, pair })).toMatchObject({ schedule: { kind: 'manual' } });
  expect(await engine.pairs.export(pair.name)).toMatchObject({
    warmspare: 3,
    pair: { schedule: { kind: 'manual' }, commands: [], bandwidth: [], wake: false },
  });
  for (const warmspare of [0, 4, '1'])
    await expect(engine.pairs.import({ warmspare, pair })).rejects.toMatchObject({
      problem: { code: 'pair.invalid' },
    });
});

it('imports what was exported before there were commands, and gives back those that there are', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, ...pair } = aPair();
  const { commands: _commands, bandwidth: _bandwidth, wake: _wake, ...earlier } = pair;
  expect(await engine.pairs.import({ warmspare: 2, pair: earlier })).toMatchObject({ commands: [] });
  const commands = [{ when: 'after', on: 'primary', text: 'date', timeoutSeconds: 5 }] as const;
  const more = { commands: [...commands], bandwidth: [{ kibPerSecond: 100 }] };
  await engine.pairs.import({ warmspare: 3, pair: { ...pair, ...more } }, 'two');
  expect(await engine.pairs.export('two')).toMatchObject({ pair: more });
});

it('imports a pair without another machine’s keys and disks, ready for a set-up', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _createdAt, ...pair } = aPair();
  const identity = { mountPoint: '/Volumes/Users', fileSystem: 'apfs' };
  const file = {
    warmspare: 3,
    pair: {
      ...pair,
      standby: { ...pair.standby, keyId: 'key-0123456789', identityFile: '/Users/anna/.ssh/id' },
      volumes: pair.volumes.map((volume) => ({
        ...volume,
        identity: { source: identity, destination: identity },
      })),
    },
  };
  const imported = await engine.pairs.import(file);
  const [volume] = imported.volumes;
  const expected: Pair = {
    ...aPair(),
    id: imported.id,
    createdAt: imported.createdAt,
    volumes: aPair().volumes.map((each) => ({ ...each, id: volume?.id ?? each.id })),
  };
  expect(imported).toEqual(expected);
  expect(imported.id).not.toBe(aPair().id);

  const { script, key } = await engine.setupScript('office', {});
  expect(script).toContain(
    `ssh-ed25519 ${key.publicKey.split(' ')[1] ?? ''} warmspare ${imported.id} standby office`,
  );
  expect(key.installs).toMatchObject([{ endpoint: 'ssh://root@spare.local' }]);
  const { pair: exported } = await engine.pairs.export('office');
  expect(exported).toEqual({ ...pair, volumes: imported.volumes });
});
