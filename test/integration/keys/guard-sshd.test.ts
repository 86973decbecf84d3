import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rsyncArguments, type TransferSpec } from '../../../engine/rsync/arguments.ts';
import { argvWord } from '../../../engine/rsync/operands.ts';
import { parseConfinedLinkedFiles } from '../../../engine/platform/hard-links.ts';
import { parseProbe } from '../../../engine/platform/parse-probe.ts';
import { parseSurvey } from '../../../engine/platform/parse-survey.ts';
import { anRsync } from '../../fakes/builders.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeKey } from '../../helpers/host-keys.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { makeTree } from '../../helpers/make-tree.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { aDestination, makeGuard, markDestination, PAIR, volumeId } from './guard-bench.ts';

const isRoot = process.getuid?.() === 0;
const RSYNC = anRsync();

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe.skipIf(!isRoot)('the guard as the forced command of a real sshd', () => {
  let folder = '';
  let source = '';
  let destination = '';
  let outside = '';
  let logged = '';
  let sshd: LoopbackSshd;
  beforeAll(async () => {
    folder = makeTempDir();
    source = `${folder}/source`;
    destination = `${folder}/stand by/it's é`;
    outside = `${folder}/outside`;
    logged = `${folder}/logged`;
    await makeTree(source);
    mkdirSync(outside);
    writeFileSync(`${outside}/secret`, 'secret of the standby\n');
    markDestination(destination);
    markDestination(`${folder}/small`, 1);
    writeFileSync(`${folder}/logger`, `#!/bin/sh\nprintf '%s\\n' "$*" >>'${logged}'\n`, { mode: 0o755 });
    const guard = makeGuard(`${folder}/guard`, {
      places: [aDestination(destination), aDestination(`${folder}/small`, 1)],
      rsync: '/usr/bin/rsync',
      logger: `${folder}/logger`,
    });
    sshd = await startLoopbackSshd();
    const key = await makeKey(`${folder}/guarded`, 'ed25519', 'warmspare');
    sshd.authorize(key, `restrict,command="${guard} ${PAIR}"`);
  });
  afterAll(async () => {
    await sshd.stop();
    removeTree(folder);
  });

  const client = (): string[] => [
    ...['ssh', '-F', 'none', '-i', `${folder}/guarded`, '-p', String(sshd.port), '-o', 'IdentitiesOnly=yes'],
    ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-q'],
  ];
  // Not spawnSync: sshd would wait for somebody to read what it logs.
  const start = async (argv: readonly string[], input = ''): Promise<Answer> => {
    const done = await runProcess(argv, { input, okCodes: 'any', timeoutMs: 120_000 });
    const [stdout, stderr] = [done.stdoutBytes.toString('latin1'), done.stderrBytes.toString('latin1')];
    return { status: done.code, stdout, stderr };
  };
  const ssh = (command: string, ...options: string[]): Promise<Answer> =>
    start([...client(), ...options, 'root@127.0.0.1', ...(command === '' ? [] : [command])]);
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const rsync = (spec: Partial<TransferSpec>): Promise<Answer> =>
    start([
      'rsync',
      ...rsyncArguments({
        pass: { kind: 'copy' },
        preserve: {
          ...{ hardLinks: true, acls: true, xattrs: true, creationTimes: false, fileFlags: false },
          ...{ appleExtended: false, nanoseconds: true, sparse: true },
        },
        client: RSYNC,
        server: RSYNC,
        source: { path: source },
        destination: { path: destination, host: { user: 'root', host: '127.0.0.1' } },
        filters: ['- /.warmspare-standby'],
        oneFileSystem: true,
        timeoutSeconds: 20,
        mirrors: true,
        remoteShell: client(),
        remoteRsync: '/usr/bin/rsync',
        ...spec,
      }).map(argvWord),
    ]);
  const differences = (): string[] =>
    compareTrees(source, destination, { ignore: (path) => path === '.warmspare-standby' });

  it('lets every pass of the engine through, and what they leave is the same', async () => {
    const list = `${folder}/list`;
    expect(await rsync({ pass: { kind: 'compare', whole: true } })).toMatchObject({ status: 0 });
    expect(existsSync(`${destination}/simple.txt`)).toBe(false);
    expect(await rsync({})).toMatchObject({ status: 0, stderr: '' });
    expect(differences()).toEqual([]);
    writeFileSync(`${source}/simple.txt`, 'changed, and longer than it was\n');
    writeFileSync(list, 'simple.txt\0');
    expect(await rsync({ pass: { kind: 'copy', list } })).toMatchObject({ status: 0, stderr: '' });
    expect(differences()).toEqual([]);
    mkdirSync(`${destination}/gone/below`, { recursive: true });
    writeFileSync(list, 'gone\0');
    expect(await rsync({ pass: { kind: 'remove', list, maxDelete: 9 } })).toMatchObject({
      status: 0,
      stderr: '',
    });
    writeFileSync(`${destination}/extra`, '');
    expect(await rsync({ pass: { kind: 'mirror', maxDelete: 9 } })).toMatchObject({ status: 0, stderr: '' });
    chmodSync(source, 0o751);
    utimesSync(source, 1_000_000_000, 1_000_000_000);
    expect(await rsync({ pass: { kind: 'root' } })).toMatchObject({ status: 0, stderr: '' });
    expect(differences()).toEqual([]);
    expect(await rsync({ pass: { kind: 'checksum' } })).toMatchObject({ status: 0, stderr: '' });
    expect((await rsync({ pass: { kind: 'checksum', list } })).status).not.toBe(126);
  });

  it('gives no shell, no files, no other place and no forwarding', async () => {
    const nothing = [
      '',
      'id',
      'cat /etc/shadow',
      'sh',
      `cat '${outside}/secret'`,
      `scp -f ${outside}/secret`,
    ];
    for (const command of nothing) expect(await ssh(command)).toMatchObject({ status: 126, stdout: '' });
    expect((await ssh('', '-tt')).stdout).not.toContain('#');
    const pulled = await start([
      'rsync',
      '-e',
      client().join(' '),
      `root@127.0.0.1:${outside}/secret`,
      folder,
    ]);
    expect(pulled.stderr).toContain('warmspare guard: refused: nothing is read from this standby');
    const pushed = await start([
      'rsync',
      '-a',
      '-e',
      client().join(' '),
      `${source}/empty`,
      `root@127.0.0.1:${outside}/`,
    ]);
    expect(pushed.stderr).toContain('warmspare guard: refused:');
    expect(existsSync(`${outside}/empty`)).toBe(false);
    expect((await ssh('', '-W', `127.0.0.1:${String(sshd.port)}`)).stdout).toBe('');
    expect(
      await start([
        'sftp',
        ...client()
          .slice(1)
          .flatMap((word) => (word === '-p' ? ['-P'] : [word])),
        'root@127.0.0.1',
      ]),
    ).toMatchObject({ stdout: '' });
  });

  it('writes one bounded line of plain text to the syslog for a refusal', async () => {
    writeFileSync(logged, '');
    await ssh(`cat \x1b[2J /etc/shadow é ${'x'.repeat(5000)}`);
    const lines = readFileSync(logged, 'latin1').split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^-t warmspare-guard -p auth\.notice -- pair-0123456789: refused: a control character [ -~]+$/,
    );
    expect(lines[0]?.length).toBeLessThan(700);
  });

  it('answers its verbs', async () => {
    const nonce = '0123456789abcdef';
    const place = hex(destination);
    expect(await ssh('warmspare version')).toEqual({
      status: 0,
      stdout: `warmspare guard 5 ${PAIR}\n`,
      stderr: '',
    });
    expect((await start([...client(), 'root@127.0.0.1', 'warmspare hold'], 'kept open\n')).stdout).toBe(
      'kept open\n',
    );
    const probe = await ssh(`warmspare probe ${hex(nonce)} ${hex('full')} ${place}`);
    const report = parseProbe(Buffer.from(probe.stdout, 'latin1'), {
      nonce,
      paths: [destination],
      sentAtMs: 0,
      receivedAtMs: 1,
    });
    expect(report.ok && report.value.places.map(({ path, state }) => [path, state])).toEqual([
      [destination, 'present'],
    ]);
    const survey = await ssh(`warmspare survey ${hex(nonce)} ${place}`);
    const facts = parseSurvey(Buffer.from(survey.stdout, 'latin1'), { nonce, paths: [destination] });
    expect(facts.ok && [facts.value.os, facts.value.disks.map(({ path }) => path)]).toEqual([
      'linux',
      [destination],
    ]);
    const within = (word: string): string => `\nwarmspare ${nonce} begin\n${word}\nwarmspare ${nonce} end\n`;
    expect((await ssh(`warmspare usage ${hex(nonce)} ${place}`)).stdout).toMatch(/begin\n0 \d+\nwarmspare/);
    expect((await ssh(`warmspare clear ${hex(nonce)} ${place}`)).stdout).toBe(within('cleared'));
    expect((await rsync({})).stderr).toContain('the marker of this pair is not there');
    const marker = JSON.stringify({ version: 1, pairId: PAIR, volumeId: volumeId(0) });
    expect((await ssh(`warmspare mark ${hex(nonce)} ${place} ${hex(marker)}`)).stdout).toBe(
      within('written'),
    );
    expect(readFileSync(`${destination}/.warmspare-standby`, 'utf8')).toBe(marker);
  });

  it('reads no marker that a client turned into a link', async () => {
    const bait = `${folder}/bait`;
    mkdirSync(bait);
    symlinkSync(`${outside}/secret`, `${bait}/.warmspare-standby`);
    await rsync({ source: { path: bait }, filters: [], mirrors: false });
    const nonce = hex('0123456789abcdef');
    const commands = [
      `warmspare probe ${nonce} ${hex('full')} ${hex(destination)}`,
      `warmspare survey ${nonce} ${hex(destination)}`,
      `warmspare mark ${nonce} ${hex(destination)} ${hex(JSON.stringify({ pairId: PAIR, volumeId: volumeId(0) }))}`,
    ];
    const answers = await Promise.all(commands.map((command) => ssh(command)));
    expect(answers.map(({ status, stdout }) => [status, stdout])).toEqual([
      [126, ''],
      [126, ''],
      [126, ''],
    ]);
    expect((await rsync({})).stderr).toContain('the marker is a symbolic link');
    expect((await ssh(`warmspare clear ${nonce} ${hex(destination)}`)).status).toBe(0);
    markDestination(destination);
  });

  it('follows no link that the client put there, neither to write nor to read filter rules', async () => {
    const bait = `${folder}/bait with links`;
    const lying = `${folder}/lying-ssh`;
    mkdirSync(bait);
    symlinkSync(outside, `${bait}/there`);
    symlinkSync(`${outside}/secret`, `${bait}/rules`);
    writeFileSync(`${bait}/secret of the standby`, 'a name that is a line of the secret\n');
    const remote = `root@127.0.0.1:${folder}/small/`;
    const base = ['rsync', '-e', client().join(' '), '--log-format=%i %n'];
    expect(await start([...base, '-a', `${bait}/`, remote])).toMatchObject({ status: 0 });

    // Whatever the client believes, the guard sees only what it would let through anyway.
    const words = client().map((word) => `'${word}'`);
    const script = `#!/bin/sh\nfor word do shift; [ "$word" = --no-implied-dirs ] || set -- "$@" "$word"; done\n`;
    writeFileSync(lying, `${script}exec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
    mkdirSync(`${folder}/behind/there`, { recursive: true });
    writeFileSync(`${folder}/behind/there/planted`, 'planted\n');
    const file = `${folder}/behind/./there/planted`;
    expect(await start(['rsync', '-e', lying, '-a', '-R', '--no-implied-dirs', file, remote])).toMatchObject({
      status: 0,
    });
    expect(existsSync(`${folder}/small/there/planted`)).toBe(true);
    expect(existsSync(`${outside}/planted`)).toBe(false);

    mkdirSync(`${folder}/nothing`);
    const merge = ['-n', '-a', '--delete', '--force', '--filter=dir-merge,- rules'];
    const told = await start([...base, '-i', ...merge, `${folder}/nothing/`, remote]);
    expect(told.stdout).toContain('secret of the standby\n');
  });

  it('tells which files have several names, and nothing of what lies elsewhere', async () => {
    const small = `${folder}/small`;
    mkdirSync(`${small}/a  b\n/c`, { recursive: true });
    writeFileSync(`${small}/a  b\n/c/one`, '1');
    linkSync(`${small}/a  b\n/c/one`, `${small}/- two`);
    writeFileSync(`${small}/single`, '1');
    linkSync(`${outside}/secret`, `${outside}/again`);
    symlinkSync(outside, `${small}/out`);
    symlinkSync(`${outside}/secret`, `${small}/link`);
    const names = [
      ...['a  b\n/c/one', '- two', 'single', 'gone', 'a  b\n/c', 'out/secret', 'link', '../outside/secret'],
      ...['a  b\n/../../outside/secret', 'no/such/folder'],
    ];
    const nonce = 'abc123';
    const asked = await start(
      [...client(), 'root@127.0.0.1', `warmspare links ${hex(nonce)} ${hex(small)}`],
      names.map((name) => `./${name}\0`).join(''),
    );
    expect(parseConfinedLinkedFiles(Buffer.from(asked.stdout, 'latin1'), nonce)).toEqual({
      ok: true,
      value: ['a  b\n/c/one', '- two'],
    });
    expect(await ssh(`warmspare links ${hex(nonce)} ${hex(outside)}`)).toMatchObject({ status: 126 });
  });
});
