import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesToPathText } from '../../../engine/model/path-text.ts';
import { localShell } from '../../../engine/platform/local-shell.ts';
import { parsePlaceChecks, parseProbe } from '../../../engine/platform/parse-probe.ts';
import { PROBE_SCRIPT, probeArguments } from '../../../engine/platform/probe-script.ts';
import { HARD_LINKS_SCRIPT } from '../../../engine/platform/hard-links.ts';
import { DISK_USAGE_SCRIPT, WRITE_MARKER_SCRIPT } from '../../../engine/platform/place-scripts.ts';
import { probe, probeOne } from './probe-places.ts';
import { isAbsent, POSIX_SHELLS, runShell } from './shells.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws-probe-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function stat(format: string, path: string, ...options: string[]): string {
  return execFileSync('stat', [...options, '-c', format, path], { encoding: 'utf8' }).trim();
}

describe('the scripts', () => {
  const scripts = { PROBE_SCRIPT, HARD_LINKS_SCRIPT, WRITE_MARKER_SCRIPT, DISK_USAGE_SCRIPT };
  for (const [name, script] of Object.entries(scripts)) {
    it.skipIf(isAbsent('/usr/bin/shellcheck'))(
      `${name} has nothing for shellcheck to say (if installed)`,
      () => {
        const done = spawnSync('shellcheck', ['-s', 'sh', '-'], {
          input: `#!/bin/sh\n${script}`,
          encoding: 'utf8',
        });
        expect(done.stdout + done.stderr).toBe('');
      },
    );
  }
});

describe('the probe', () => {
  it('tells about this machine', async () => {
    const before = Date.now();
    const result = await localShell().run(PROBE_SCRIPT, probeArguments('full', 'n', []));
    const parsed = parseProbe(result.stdout, {
      nonce: 'n',
      paths: [],
      sentAtMs: before,
      receivedAtMs: Date.now(),
    });
    const report = parsed.ok ? parsed.value : undefined;
    expect(report).toMatchObject({
      os: 'linux',
      hostName: execFileSync('uname', ['-n'], { encoding: 'utf8' }).trim(),
      arch: execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim(),
      user: { uid: process.getuid?.() },
      places: [],
      fullDiskAccess: undefined,
    });
    expect(Math.abs(report?.clockSkewMs ?? NaN)).toBeLessThan(1000);
    expect(report?.machineId).toMatch(/[0-9a-f-]{36}$/);
    expect(report?.rsyncs.map(({ path }) => path)).toContain('/usr/bin/rsync');
    expect(report?.rsyncs[0]?.text).toMatch(/protocol version \d+/);
    expect(new Set(report?.rsyncs.map(({ path }) => stat('%i', path, '-L'))).size).toBe(
      report?.rsyncs.length,
    );
  });

  // zsh as /bin/sh only: nothing runs the script in zsh's own language.
  for (const [name, shell] of Object.entries(POSIX_SHELLS).filter(([name]) => name !== 'zsh')) {
    it.skipIf(isAbsent(shell[0]))(`says the same in ${name} (if installed)`, () => {
      const hostile = join(folder, 'a \n$(x) \'"\\ é\n');
      mkdirSync(join(hostile, 'Dir'), { recursive: true });
      writeFileSync(join(hostile, 'Dir', 'f'), '');
      writeFileSync(join(hostile, '.warmspare-standby'), '{"version":1}');
      const out = runShell(shell, PROBE_SCRIPT, ['n', 'full', hostile]);
      const path = bytesToPathText(Buffer.from(hostile));
      const parsed = parseProbe(out, { nonce: 'n', paths: [path], sentAtMs: 0, receivedAtMs: 0 });
      expect(parsed.ok ? parsed.value.places : parsed.error).toMatchObject([
        {
          path,
          realPath: path,
          state: 'present',
          entries: 1,
          hasFiles: true,
          marker: '{"version":1}',
          caseSensitive: true,
        },
      ]);
    });
  }

  it('finds paths of any bytes', async () => {
    const raw = Buffer.concat([Buffer.from(folder), Buffer.from('/\xff\xfe \n', 'latin1')]);
    mkdirSync(raw);
    const path = bytesToPathText(raw);
    writeFileSync(Buffer.concat([raw, Buffer.from('/file')]), '');
    expect(await probeOne(path)).toMatchObject({
      path,
      realPath: path,
      state: 'present',
      entries: 1,
      hasFiles: true,
    });
  });

  it('agrees with stat and findmnt', async () => {
    const place = await probeOne(folder);
    const free = stat('%a %S %d', folder, '-f').split(' ').map(Number);
    expect(place.node).toBe(stat('%d:%i', folder));
    expect(place.mountPoint).toBe(
      execFileSync('findmnt', ['-no', 'TARGET', '--target', folder], { encoding: 'utf8' }).trim(),
    );
    expect(place.fileSystem).toBe(
      execFileSync('findmnt', ['-no', 'FSTYPE', '--target', folder], { encoding: 'utf8' }).trim(),
    );
    expect(Math.abs(place.freeBytes - (free[0] ?? 0) * (free[1] ?? 0))).toBeLessThan(1e9);
    expect(Math.abs((place.freeInodes ?? 0) - (free[2] ?? 0))).toBeLessThan(1e5);
  });

  it('resolves symbolic links', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'link'));
    expect(await probeOne(join(folder, 'link'))).toMatchObject({
      state: 'present',
      realPath: join(folder, 'real'),
    });
  });

  it('tells the state of what is no directory, with the volume of the nearest one above', async () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('nowhere', join(folder, 'dangling'));
    const places = await probe(
      join(folder, 'no/such'),
      join(folder, 'file'),
      join(folder, 'dangling'),
      join(folder, 'file/below'),
    );
    const above = await probeOne(folder);
    expect(
      places.map(({ state, mountPoint, entries, node }) => ({ state, mountPoint, entries, node })),
    ).toEqual(
      ['missing', 'not-a-directory', 'missing', 'missing'].map((state) => ({
        state,
        mountPoint: above.mountPoint,
        entries: 0,
        node: undefined,
      })),
    );
    expect(places[0]?.realPath).toBe(join(folder, 'no/such'));
  });

  it('does not count what the system and the app keep', async () => {
    for (const name of ['.Trashes', 'lost+found', '.warmspare-partial']) mkdirSync(join(folder, name));
    for (const name of ['.DS_Store', '.warmspare-standby', 'lost+found/x', '.warmspare-partial/y'])
      writeFileSync(join(folder, name), '');
    expect(await probeOne(folder)).toMatchObject({ entries: 0, hasFiles: false, marker: '' });
  });

  it('knows a husk: directories without a file', async () => {
    mkdirSync(join(folder, 'a/b/c'), { recursive: true });
    symlinkSync('x', join(folder, 'a/link'));
    expect(await probeOne(folder)).toMatchObject({ entries: 1, hasFiles: false });
    writeFileSync(join(folder, 'a/b/c/-f\n'), '');
    expect(await probeOne(folder)).toMatchObject({ entries: 1, hasFiles: true });
  });

  it('stops counting at 1,000 and reads no more than 4 KB of a marker', async () => {
    for (let i = 0; i < 1100; i++) writeFileSync(join(folder, String(i)), '');
    writeFileSync(join(folder, '.warmspare-standby'), 'x'.repeat(10_000));
    const place = await probeOne(folder);
    expect([place.entries, place.marker?.length]).toEqual([1000, 4096]);
  });

  it('is not fooled by two links of one file that differ in case', async () => {
    writeFileSync(join(folder, 'name'), '');
    linkSync(join(folder, 'name'), join(folder, 'NAME'));
    expect((await probeOne(folder)).caseSensitive).toBe(true);
  });

  it('leaves no process behind and is quick', async () => {
    writeFileSync(join(folder, 'f'), '');
    // A sleep that nobody else on this machine sleeps.
    const script = PROBE_SCRIPT.replace('sleep 5', `sleep 59.${String(process.pid)}`);
    expect(script).toContain(`sleep 59.${String(process.pid)}`);
    const quickest = async (work: () => unknown): Promise<number> => {
      let best = Infinity;
      for (let i = 0; i < 10; i++) {
        const start = performance.now();
        await work();
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    // What a process costs here: it is some dozens of them, and nothing that waits.
    const oneProcess = await quickest(() => spawnSync('true'));
    const probe = await quickest(() => localShell().run(script, probeArguments('full', 'n', [folder, '/'])));
    expect(probe).toBeLessThan(100 * oneProcess);
    expect(spawnSync('pgrep', ['-fx', `sleep 59.${String(process.pid)}`]).stdout.toString()).toBe('');
  });

  it('takes it that there is a file after a while of searching', async () => {
    mkdirSync(join(folder, 'd'));
    const slow = PROBE_SCRIPT.replace('sleep 5', 'sleep 0.2').replace(
      /find "\$real\/\." -xdev .* >\/dev\/null/,
      `sleep 77.${String(process.pid)} >/dev/null`,
    );
    expect(slow).toContain(`sleep 77.${String(process.pid)}`);
    const started = performance.now();
    const { stdout } = await localShell().run(slow, probeArguments('full', 'n', [folder]));
    const parsed = parseProbe(stdout, { nonce: 'n', paths: [folder], sentAtMs: 0, receivedAtMs: 0 });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(parsed).toMatchObject({ ok: true, value: { places: [{ hasFiles: true }] } });
    expect(spawnSync('pgrep', ['-fx', `sleep 77.${String(process.pid)}`]).stdout.toString()).toBe('');
  });

  it('asks less before the writes', async () => {
    writeFileSync(join(folder, '.warmspare-standby'), 'mark');
    const result = await localShell().run(PROBE_SCRIPT, probeArguments('check', 'n', [folder, '/no/where']));
    const full = await probe(folder, '/no/where');
    const keys = [
      'path',
      'state',
      'realPath',
      'node',
      'mountPoint',
      'fileSystem',
      'volumeUuid',
      'readOnly',
      'marker',
    ] as const;
    expect(parsePlaceChecks(result.stdout, { nonce: 'n', paths: [folder, '/no/where'] })).toEqual({
      ok: true,
      value: full.map((place) => Object.fromEntries(keys.map((key) => [key, place[key]]))),
    });
  });
});

describe('the probe without root', () => {
  const asNobody = (path: string): unknown => {
    const out = spawnSync('setpriv', [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      'sh',
      '-c',
      PROBE_SCRIPT,
      'sh',
      'n',
      'full',
      path,
    ]).stdout;
    const parsed = parseProbe(out, { nonce: 'n', paths: [path], sentAtMs: 0, receivedAtMs: 0 });
    return parsed.ok ? parsed.value.places[0] : parsed.error;
  };
  it.skipIf(process.getuid?.() !== 0)(
    'tells what it may not read or write, and still the mount (if root)',
    () => {
      execFileSync('chmod', ['711', folder]);
      mkdirSync(join(folder, 'open'), { mode: 0o755 });
      mkdirSync(join(folder, 'shut/in'), { recursive: true });
      execFileSync('chmod', ['700', join(folder, 'shut')]);
      const mountPoint = execFileSync('findmnt', ['-no', 'TARGET', '--target', folder], {
        encoding: 'utf8',
      }).trim();
      expect(asNobody(join(folder, 'open'))).toMatchObject({ state: 'present', writable: false, mountPoint });
      expect(asNobody(folder)).toMatchObject({ state: 'unreadable', writable: false, mountPoint });
      expect(asNobody(join(folder, 'shut'))).toMatchObject({ state: 'unreadable', mountPoint });
      expect(asNobody(join(folder, 'shut/in'))).toMatchObject({ state: 'unreadable', mountPoint });
    },
  );
});
