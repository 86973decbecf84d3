import { expect, it } from 'vitest';
import { createEngine } from '../../../engine/index.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { SurveyedPlace } from '../../../engine/model/survey.ts';
import { openSurveys } from '../../../engine/store/survey-store.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aPair } from '../cli/cli-harness.ts';

it('imports what was exported before there were schedules', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, schedule: _schedule, conditions: _conditions, ...later } = aPair();
  const { failover: _failover, commands: _commands, bandwidth: _bandwidth, wake: _wake, ...pair } = later;
  expect(await engine.pairs.import({ warmspare: 1, pair })).toMatchObject({ schedule: { kind: 'manual' } });
  expect(await engine.pairs.export(pair.name)).toMatchObject({
    warmspare: 4,
    pair: { schedule: { kind: 'manual' }, commands: [], bandwidth: [], wake: false, failover: { notes: '' } },
  });
  for (const warmspare of [0, 5, '1'])
    await expect(engine.pairs.import({ warmspare, pair })).rejects.toMatchObject({
      problem: { code: 'pair.invalid' },
    });
});

it('imports what was exported before there were commands, and gives back those that there are', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, ...pair } = aPair();
  const { failover, ...before } = pair;
  const { commands: _commands, bandwidth: _bandwidth, wake: _wake, ...earlier } = before;
  expect(await engine.pairs.import({ warmspare: 2, pair: earlier })).toMatchObject({ commands: [] });
  expect(await engine.pairs.import({ warmspare: 3, pair: before }, 'three')).toMatchObject({ failover });
  const commands = [{ when: 'after', on: 'primary', text: 'date', timeoutSeconds: 5 }] as const;
  const more = { commands: [...commands], bandwidth: [{ kibPerSecond: 100 }] };
  await engine.pairs.import({ warmspare: 4, pair: { ...pair, ...more } }, 'two');
  expect(await engine.pairs.export('two')).toMatchObject({ pair: more });
});

it('exports what is said of a failover, but not that these machines were seen to boot', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, ...pair } = aPair();
  const said = { notes: 'Call Anna', strategy: 'boot' as const };
  const bootProof = { at: '2026-11-23T12:00:00.000Z', cloneBuild: '18G9323', standbyBuild: '18G9323' };
  await engine.pairs.import({ warmspare: 4, pair: { ...pair, failover: said } });
  await engine.pairs.change(pair.name, { failover: { ...said, bootProof } });
  expect(await engine.pairs.get(pair.name)).toMatchObject({ failover: { bootProof } });
  expect((await engine.pairs.export(pair.name)).pair.failover).toEqual(said);
});

it('imports a pair without another machine’s keys and disks, ready for a set-up', async () => {
  const engine = createEngine({ home: tempDir(), secrets: fakeSecretStore() });
  const { id: _id, createdAt: _createdAt, ...pair } = aPair();
  const identity = { mountPoint: '/Volumes/Users', fileSystem: 'apfs' };
  const file = {
    warmspare: 4,
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

it('forgets with a pair what was learned of its machines', async () => {
  const home = tempDir();
  const engine = createEngine({ home, secrets: fakeSecretStore() });
  const { id: _id, createdAt: _at, ...draft } = aPair();
  const pair = await engine.pairs.import({ warmspare: 3, pair: draft });
  const machine = { os: 'linux' as const, osName: 'Debian', arch: 'x86_64', hostName: 'spare', disks: [] };
  const places = pair.volumes.map(({ source }): SurveyedPlace => ({
    ...{ path: source, state: 'missing', mountPoint: '/', fileSystem: 'ext4' },
    ...{ freeBytes: 1, usedBytes: 1, isClaimed: false, ownersIgnored: false },
  }));
  const primary = { at: pair.createdAt, clockSkewMs: 0, isRoot: true, places, machine };
  await openSurveys(home).keep(pair, { primary });
  expect(Object.keys(await openSurveys(home).read(pair))).toEqual(['primary']);
  await engine.pairs.remove(pair.name);
  expect(await openSurveys(home).read(pair)).toEqual({});
});
