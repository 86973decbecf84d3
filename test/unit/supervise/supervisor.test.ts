import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import type { ProcessEnd } from '../../../engine/model/shell.ts';
import { openSupervisor, type SupervisorPorts } from '../../../engine/supervise/supervisor.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const HOME = '/Library/Application Support/Warm "spare" 100% $HOME \\ ü';
const PROGRAM = {
  argv: ['/usr/local/bin/node', '/opt/warmspare/dist/cli/warmspare.js'] as const,
  home: HOME,
};
const exited = (code: number, stderr = ''): ProcessEnd => ({
  kind: 'exited',
  code,
  signal: null,
  stdout: new Uint8Array(),
  stderr,
});

function aSystem(fields: Partial<SupervisorPorts> = {}, refuses: (words: string) => boolean = () => false) {
  const root = tempDir();
  const ran: string[] = [];
  const service = openSupervisor({
    platform: 'linux',
    root,
    isRoot: true,
    write: async (path, text) => writeFileSync(path, text),
    run: async (argv) => {
      ran.push(argv.join(' '));
      return refuses(argv.join(' ')) ? exited(5, 'Access denied') : exited(0);
    },
    ...fields,
  });
  return { service, root, ran };
}

describe('the service', () => {
  it('is described for launchd with every word as it is', async () => {
    const { service, root, ran } = aSystem({ platform: 'darwin' });
    const { file, isInstalled } = await service.install(PROGRAM);
    expect([file, isInstalled]).toEqual([
      join(root, 'Library/LaunchDaemons/app.warmspare.serve.plist'),
      true,
    ]);
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({
      Label: 'app.warmspare.serve',
      ProgramArguments: [...PROGRAM.argv, '--home', HOME, 'serve'],
      KeepAlive: { SuccessfulExit: false },
      RunAtLoad: true,
      ExitTimeOut: 120,
      Umask: 0o077,
    });
    expect(ran).toEqual([
      '/bin/launchctl bootout system/app.warmspare.serve',
      '/bin/launchctl enable system/app.warmspare.serve',
      '/bin/launchctl bootstrap system /Library/LaunchDaemons/app.warmspare.serve.plist',
      '/bin/launchctl print system/app.warmspare.serve',
    ]);
  });

  it('runs as whom the data folder belongs to, and tells which one it keeps', async () => {
    const mac = aSystem({ platform: 'darwin' });
    const status = await mac.service.install({ ...PROGRAM, user: 'anna' });
    expect(status.home).toBe(HOME);
    expect(parse(readFileSync(status.file, 'utf8'))).toMatchObject({
      UserName: 'anna',
      StandardErrorPath: join(HOME, 'service.log'),
    });
    const linux = aSystem();
    const { file, home } = await linux.service.install({ ...PROGRAM, user: 'anna' });
    expect(home).toBe(HOME);
    expect(readFileSync(file, 'utf8')).toContain('\nUser=anna\n');
    expect(await linux.service.uninstall()).toMatchObject({ home: undefined });
    for (const { service } of [mac, linux]) {
      const asRoot = await service.install(PROGRAM);
      expect(readFileSync(asRoot.file, 'utf8')).not.toContain('anna');
      writeFileSync(asRoot.file, 'theirs');
      expect((await service.status()).home).toBeUndefined();
    }
  });

  it('is begun anew where there was one, and taken away', async () => {
    const { service, root, ran } = aSystem();
    await service.install({ ...PROGRAM, home: '/old' });
    const { file } = await service.install(PROGRAM);
    expect(file).toBe(join(root, 'etc/systemd/system/warmspare.service'));
    expect(readFileSync(file, 'utf8')).not.toContain('/old');
    expect(ran.slice(-5, -1)).toEqual([
      'systemctl disable --now warmspare.service',
      'systemctl daemon-reload',
      'systemctl daemon-reload',
      'systemctl enable --now warmspare.service',
    ]);
    expect(await service.uninstall()).toMatchObject({ isInstalled: false });
  });

  it('that the system does not take leaves what was there', async () => {
    const { service, root } = aSystem({}, (words) => words.includes('enable'));
    const refused = { problem: { code: 'service.refused', details: { output: 'Access denied' } } };
    await expect(service.install(PROGRAM)).rejects.toMatchObject(refused);
    const file = join(root, 'etc/systemd/system/warmspare.service');
    expect(existsSync(file)).toBe(false);
    mkdirSync(join(root, 'etc/systemd/system'), { recursive: true });
    writeFileSync(file, 'theirs');
    await expect(service.install(PROGRAM)).rejects.toMatchObject(refused);
    expect(readFileSync(file, 'utf8')).toBe('theirs');
  });

  it('is nobody’s but root’s, and nothing where there is no supervisor', async () => {
    const { service, ran } = aSystem({ isRoot: false });
    for (const work of [service.install(PROGRAM), service.uninstall()])
      await expect(work).rejects.toMatchObject({ problem: { code: 'service.not-root' } });
    expect(ran).toEqual([]);
    expect(() => aSystem({ platform: 'other' })).toThrow('service.unsupported');
  });

  it('says whether it is kept', async () => {
    const { service } = aSystem({}, (words) => words.includes('is-active'));
    expect(await service.status()).toMatchObject({ isInstalled: false, isLoaded: false });
    expect(await service.install(PROGRAM)).toMatchObject({ isInstalled: true, isLoaded: false });
  });
});
