import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SetupEvent, SetupOptions } from '../../../engine/api/setup.ts';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { fakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';

const KEYS = '/root/.ssh/authorized_keys';
const SOURCE = '/srv/work';
const DESTINATION = '/Volumes/Spare';

describeInLab('a pair of two machines elsewhere', () => {
  const lab = labForSuite({
    primary: { permitRootLogin: 'yes', passwords: { root: 'of the primary' } },
    standby: { permitRootLogin: 'yes', passwords: { root: 'of the standby' } },
  });
  const folder = makeTempDir();
  let engine: Engine;
  let events: SetupEvent[] = [];

  const hosts = (): Record<'primary' | 'standby', LabHost> => lab();
  const options = (): SetupOptions => ({
    questions: {
      signIn: ({ side }) =>
        Promise.resolve({
          kind: 'password',
          user: 'root',
          password: new Secret(hosts()[side].passwords.root),
        }),
      confirmHostKey: () => Promise.resolve(false),
      sudoPassword: () => Promise.resolve(undefined),
      changeSshd: () => Promise.resolve(false),
      pasteLine: () => Promise.resolve(),
    },
    onEvent: (event) => events.push(event),
  });
  const linesOn = (side: 'primary' | 'standby'): string[] =>
    readFileSync(hosts()[side].path(KEYS), 'utf8').trimEnd().split('\n');
  const sync = async (): Promise<string> => {
    const { outcome, problems } = await engine.sync('office', { mode: 'sync' });
    return [outcome, ...problems.map(({ code }) => code)].join(' ');
  };
  const differences = (): string[] =>
    compareTrees(hosts().primary.path(SOURCE), hosts().standby.path(DESTINATION), {
      ignore: (path) => path === MARKER_NAME,
    });

  beforeAll(async () => {
    const { primary, standby } = hosts();
    await makeTree(primary.path(SOURCE), { plainFiles: 20 });
    await standby.addDisk({ name: 'Spare', sizeMb: 160 });
    engine = createEngine({ home: `${folder}/data`, secrets: fakeSecretStore() });
    const end = ({ address: host, hostKeyFingerprint: hostKey }: LabHost) =>
      ({ kind: 'ssh', user: 'root', host, port: 22, hostKey }) as const;
    await engine.pairs.add({
      name: 'office',
      primary: end(primary),
      standby: end(standby),
      driver: 'primary',
      volumes: [{ source: SOURCE, destination: DESTINATION }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
  });
  afterAll(() => {
    removeTree(folder);
  });

  it('gets a key for each, proved from here and from the primary', async () => {
    const { pair, keys, already } = await engine.setup('office', options());
    expect([already, keys.map(({ role, state }) => `${role} ${state}`)]).toEqual([
      false,
      ['standby active', 'primary active'],
    ]);
    expect(linesOn('primary')).toEqual([
      expect.stringMatching(
        /^restrict,agent-forwarding ssh-ed25519 \S+ warmspare pair-\w{10} primary office /,
      ),
    ]);
    expect(linesOn('standby')).toEqual([
      expect.stringMatching(
        /^restrict,command="\S+guard pair-\w{10}" ssh-ed25519 \S+ warmspare \S+ standby /,
      ),
    ]);
    expect(pair).toMatchObject({ primary: { keyId: keys[1]?.id }, standby: { keyId: keys[0]?.id } });
    expect(events.filter(({ type }) => type === 'setup.machine')).toMatchObject([
      { side: 'standby' },
      { side: 'primary' },
    ]);
    expect(events).toContainEqual({
      type: 'setup.done',
      step: 'prove-from-primary',
      answer: `warmspare guard 5 ${pair.id}`,
    });
  });

  it('is copied from one to the other by those keys alone', async () => {
    expect([await sync(), differences()]).toEqual(['succeeded', []]);
  });

  it('has nothing left to do on a second run, and asks nobody', async () => {
    events = [];
    const { already } = await engine.setup('office', {
      ...options(),
      questions: { ...options().questions, signIn: () => Promise.reject(new Error('asked')) },
    });
    expect([already, linesOn('primary').length, linesOn('standby').length]).toEqual([true, 1, 1]);
  });

  it('goes on after a rotation of both keys', async () => {
    const before = [...linesOn('primary'), ...linesOn('standby')];
    await engine.keys.rotate('office', options());
    const after = [...linesOn('primary'), ...linesOn('standby')];
    expect([after.length, after.filter((line) => before.includes(line))]).toEqual([2, []]);
    expect([await sync(), differences()]).toEqual(['succeeded', []]);
  });

  it('says so when the primary lends no agent', async () => {
    const { primary } = hosts();
    const lend = (word: string): Promise<unknown> =>
      primary.exec([
        'sh',
        '-c',
        `sed -i "s/^restrict,\\(agent-forwarding\\)*,*/restrict${word} /;s/  */ /" ${KEYS}`,
      ]);
    await lend('');
    await expect(engine.setup('office', options())).rejects.toMatchObject({
      problem: { code: 'setup.not-proved', details: { text: expect.stringContaining('from ssh://root@') } },
    });
    await engine.keys.rotate('office', options());
    expect(await sync()).toBe('succeeded');
  });

  it('is refused with the reason after both keys were revoked', async () => {
    const gone = await engine.keys.revoke('office', options());
    expect([gone.map(({ role }) => role), linesOn('primary'), linesOn('standby')]).toEqual([
      ['standby', 'primary'],
      [''],
      [''],
    ]);
    expect(await sync()).toBe('failed key.unusable');
  });
});
