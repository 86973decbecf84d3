import { spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARKER_NAME } from '../../engine/model/volume.ts';
import { runProcess } from '../helpers/run-process.ts';
import { measure, type Measured } from './measure.ts';
import type { Workplace } from './workplace.ts';

/** One of the two that are compared, copying one source to a destination of its own. */
export interface Side {
  readonly name: 'plain' | 'engine';
  readonly destination: string;
  run(): Promise<Measured>;
}

/** Options of a fresh ssh: nothing of the person's own, no other connection to go through, as the engine's. */
function sshWords({ sshd, folder }: Workplace): string[] {
  const known = join(folder, 'plain-known-hosts');
  writeFileSync(known, `[${sshd.host}]:${String(sshd.port)} ${sshd.hostKeys.publicKeys.ed25519}\n`);
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${known}`,
    'GlobalKnownHostsFile=/dev/null',
    'IdentitiesOnly=yes',
    'ControlMaster=no',
    'ControlPath=none',
    'Compression=no',
  ];
  const words = options.flatMap((option) => ['-o', option]);
  return ['ssh', '-F', '/dev/null', '-p', String(sshd.port), '-i', sshd.identityFile, ...words];
}

/** `rsync -aHAX --delete -e ssh`, as a person would type it. */
export function plainSide(place: Workplace, source: string, destination: string): Side {
  mkdirSync(destination, { recursive: true });
  const { user, host } = place.sshd;
  const argv = ['rsync', '-aHAX', '--delete', '-e', sshWords(place).join(' ')];
  argv.push(`${source}/`, `${user}@${host}:${destination}/`);
  return { name: 'plain', destination, run: () => finished(place, argv) };
}

/** The bundled command line with a data folder of its own; the pair is added before anything is measured. */
export async function engineSide(place: Workplace, source: string, destination: string): Promise<Side> {
  mkdirSync(destination, { recursive: true });
  const { user, host, port, identityFile, hostKeyFingerprint } = place.sshd;
  const home = `${destination}.home`;
  const options = {
    primary: 'local',
    standby: `ssh://${user}@${host}:${String(port)}`,
    volume: `${source}=${destination}`,
    identity: identityFile,
    'host-key': hostKeyFingerprint,
    home,
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  await runProcess([...place.warmspare, 'pair', 'add', 'office', ...words]);
  // As the README says to; it also keeps the host key that plain ssh has in its file, too.
  await runProcess([...place.warmspare, 'check', 'office', '--home', home]);
  const argv = [...place.warmspare, 'sync', 'office', '--home', home];
  return { name: 'engine', destination, run: () => finished(place, argv) };
}

/** What one side's run left on the disk's queue is not the other's to wait for. */
export function settle(): void {
  spawnSync('sync');
}

async function finished(place: Workplace, argv: readonly string[]): Promise<Measured> {
  settle();
  const result = await measure(argv, (child: ChildProcess) => place.hold(child));
  if (result.code === 0) return result;
  throw new Error(`${argv.join(' ')}\nended with ${String(result.code)}\n${result.output}`);
}

/** Throws unless both trees are the same by names, sizes, times and attributes, as rsync sees them. */
export async function insistOnSame(source: string, destination: string): Promise<void> {
  const compare = ['rsync', '-naHAXi', '--delete', `--exclude=/${MARKER_NAME}`];
  const { stdout } = await runProcess([...compare, `${source}/`, `${destination}/`], { timeoutMs: 600_000 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length > 0) throw new Error(`${destination} differs:\n${lines.slice(0, 20).join('\n')}`);
}
