import { cpSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { makeKey } from '../../helpers/host-keys.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { labForSuite } from '../describe-in-lab.ts';
import type { LabDisk } from '../lab-disk.ts';
import type { LabHost } from '../lab-host.ts';
import type { Lab, LabOptions } from '../lab.ts';

/** Where the app and its key lie in the primary. */
export const APP = '/opt/warmspare';
export const KEY = '/root/.ssh/id_ed25519';

/** A lab in which the app is installed on the primary, with a key that lets root into both hosts. */
export interface EngineLab extends Lab {
  /** The same key, on this machine. */
  readonly identityFile: string;
}

/** One for all tests of the suite. The command line is the built one, as it was at the start. */
export function engineLabForSuite(options: LabOptions = {}): () => EngineLab {
  const lab = labForSuite(options);
  let folder: string | undefined;
  beforeAll(async () => {
    folder = makeTempDir();
    const { primary, standby } = lab();
    const publicKey = await makeKey(`${folder}/key`, 'ed25519', 'warmspare');
    await install(primary);
    cpSync(`${folder}/key`, primary.path(KEY));
    await Promise.all([primary.authorize(publicKey), standby.authorize(publicKey)]);
  });
  afterAll(() => {
    if (folder !== undefined) removeTree(folder);
  });
  return () => ({ ...lab(), identityFile: `${folder ?? ''}/key` });
}

async function install(host: LabHost): Promise<void> {
  if (!existsSync('dist/cli/warmspare.js')) throw new Error('there is no dist/: build it first');
  await host.exec(['mkdir', '-p', APP]);
  cpSync(resolve('dist'), host.path(`${APP}/dist`), { recursive: true });
  cpSync(resolve('package.json'), host.path(`${APP}/package.json`));
}

let made = 0;

/** A fresh disk, mounted below /Volumes under a name that no other has. */
export function freshDisk(host: LabHost, name: string, sizeMb: number): Promise<LabDisk> {
  made += 1;
  return host.addDisk({ name: `${name} ${made}`, sizeMb });
}

/** rsync, ssh and the app itself, and sshd's sessions; not the ssh server that waits. */
export function ours(host: LabHost): string[] {
  const isSession = (argv: readonly string[]): boolean => /^sshd: (?!\/usr\/sbin)/.test(argv[0] ?? '');
  return host
    .processes()
    .filter(({ name, argv }) => ['rsync', 'ssh', 'node', 'MainThread'].includes(name) || isSession(argv))
    .map(({ argv }) => argv.join(' '));
}
