import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PairId, VolumeId } from '../../../engine/model/ids.ts';
import { VolumePath } from '../../../engine/model/volume.ts';
import { setupScript, type ScriptParts } from '../../../engine/run/manual/setup-script.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aPair, PIN } from '../../unit/cli/cli-harness.ts';
import { MARKER, OUR_BLOB, OUR_LINE } from '../../unit/keys/authorized-keys-fixtures.ts';
import { SHELLS, type ShellName } from './install-run.ts';

export const PAIR_ID = PairId.parse('pair-0123456789');

/** The script for a pair with these destinations, with the key of the fixtures. */
export function aScript(
  destinations: readonly string[],
  parts: Partial<ScriptParts> = {},
  commands: readonly string[] = [],
): string {
  const pair = aPair({
    commands: commands.map((text) => ({ when: 'after', on: 'standby', text, timeoutSeconds: 60 })),
    id: PAIR_ID,
    name: "Anna's Büro",
    volumes: destinations.map((destination, index) => ({
      id: VolumeId.parse(`vol-00000${String(index)}`),
      source: VolumePath.parse('/Volumes/Users'),
      destination: VolumePath.parse(destination),
      role: 'data',
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
    })),
  });
  return setupScript({
    pair,
    standby: { kind: 'ssh', user: 'root', host: 'spare.local', port: 22, hostKey: PIN },
    key: { publicKey: `ssh-ed25519 ${OUR_BLOB}`, fingerprint: PIN },
    line: OUR_LINE,
    marker: MARKER,
    from: undefined,
    ...parts,
  });
}

export interface ManualRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  /** A line for sh that runs first; `$0` is the standby's folder. */
  readonly before?: string;
  /** Other texts in the place of the machine's own programs. */
  readonly programs?: Readonly<Record<string, string>>;
  /** The command as somebody else runs it. */
  readonly as?: (command: readonly string[]) => readonly string[];
}

/** A machine of which only root's home and /usr/local are its own. */
export class Standby {
  readonly folder = tempDir();
  readonly ssh = join(this.folder, 'root/.ssh');
  readonly file = join(this.ssh, 'authorized_keys');
  readonly guard = join(this.folder, 'local/libexec/warmspare');
  readonly #shell: ShellName;

  /** With such an authorized_keys, one character a byte. */
  constructor(shell: ShellName, text?: string) {
    this.#shell = shell;
    mkdirSync(join(this.folder, 'root'), { mode: 0o700 });
    mkdirSync(this.ssh, { mode: 0o700 });
    mkdirSync(join(this.folder, 'local'), { mode: 0o755 });
    if (text !== undefined) writeFileSync(this.file, Buffer.from(text, 'latin1'), { mode: 0o600 });
  }

  get text(): string {
    return readFileSync(this.file, 'latin1');
  }

  /** Runs it there as root. */
  run(script: string, args: readonly string[] = [], around: Around = {}): ManualRun {
    const path = join(this.folder, 'script.command');
    writeFileSync(path, script);
    const mounts = Object.entries(around.programs ?? {}).map(([program, text], index) => {
      const stub = join(this.folder, `program-${String(index)}`);
      writeFileSync(stub, text, { mode: 0o755 });
      return `mount --bind ${stub} ${program}; `;
    });
    const enter = `set -e; mount --bind "$0/root" ~root; mount --bind "$0/local" /usr/local; ${mounts.join('')}${around.before ?? ':'}; exec "$@"`;
    const command = [...SHELLS[this.#shell], path, ...args];
    const argv = ['--mount', 'sh', '-c', enter, this.folder, ...(around.as?.(command) ?? command)];
    const { status, stdout, stderr } = spawnSync('unshare', argv, { encoding: 'latin1', cwd: '/' });
    return { status, stdout, stderr };
  }
}
