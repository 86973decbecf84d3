import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import {
  commandFile,
  destinationsFile,
  sharedGuardFiles,
  type GuardedPlace,
} from '../../../engine/keys/guard-files.ts';
import { GUARD_FOLDER } from '../../../engine/keys/guard-script.ts';
import { ROOT_ACCOUNT } from '../../../engine/keys/key-account.ts';
import { PairId, VolumeId } from '../../../engine/model/ids.ts';
import { GUARDED_SCRIPTS } from '../../../engine/run/guarded-shell.ts';

export const PAIR = PairId.parse('pair-0123456789');

/** Shells that the guard is run by. */
export const GUARD_SHELLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  dash: ['/usr/bin/dash'],
  bash: ['/usr/bin/bash'],
  'bash as sh': ['/usr/bin/bash', '--posix'],
  'zsh as sh': ['/usr/bin/zsh', '--emulate', 'sh'],
  mksh: ['/usr/bin/mksh'],
};

/** In rsync's place: says where it was started and with which words. */
const RECORDER = `#!/bin/sh
if [ "\${1-}" = --help ]; then echo ' --confine-root=DIR'; exit; fi
printf 'ran\\0%s\\0' "$PWD"
printf '%s\\0' "$@"
`;

export interface GuardBench {
  readonly folder: string;
  readonly guard: string;
  /** Where a destination that is called `/x` in a command lies. */
  readonly root: string;
}

export interface BenchOptions {
  readonly places: readonly GuardedPlace[];
  /** By default one that records its argv. */
  readonly rsync?: string;
  readonly logger?: string;
  readonly pair?: PairId;
  /** Whose guard it is; root's unless told. */
  readonly uid?: number;
  /** The commands that it may run. */
  readonly commands?: readonly string[];
}

/** A guard in a folder of the test's own. The only texts of it that are other than the installed ones are paths. */
export function makeGuard(
  folder: string,
  { places, rsync, logger, pair = PAIR, uid = 0, commands = [] }: BenchOptions,
): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/recorder`, RECORDER, { mode: 0o755 });
  const shared = sharedGuardFiles(GUARDED_SCRIPTS, { ...ROOT_ACCOUNT, uid });
  const files = [
    ...shared,
    destinationsFile(pair, places),
    ...commands.map((text) => commandFile(pair, text)),
  ];
  for (const { name, content, mode } of files) {
    const text = content
      .replaceAll(GUARD_FOLDER, folder)
      .replace('\nrunbooks=\n', `\nrunbooks='${folder}/runbooks'\n`)
      .replaceAll('/usr/bin/logger', logger ?? '/nonexistent/logger')
      .replaceAll('/usr/bin/rsync', name === 'guard' ? (rsync ?? `${folder}/recorder`) : '/usr/bin/rsync');
    writeFileSync(`${folder}/${name}`, text, { mode });
  }
  return `${folder}/guard`;
}

export function aDestination(path: string, index = 0): GuardedPlace {
  return { id: volumeId(index), destination: path };
}

export function volumeId(index: number): VolumeId {
  return VolumeId.parse(`vol-${String(index).padStart(6, '0')}`);
}

/** Makes a destination with the marker of its volume in it. */
export function markDestination(path: string, index = 0): void {
  mkdirSync(path, { recursive: true });
  const marker = JSON.stringify({ version: 1, pairId: PAIR, volumeId: volumeId(index) });
  writeFileSync(`${path}/.warmspare-standby`, marker);
}

export interface Ruling {
  readonly status: number;
  /** What the recorder told: where it ran, and its words. */
  readonly ran: { readonly folder: string; readonly argv: readonly string[] } | undefined;
  /** Bytes as latin1. */
  readonly output: string;
}

const END = '\x01end\x01';

/** Lets the guard rule on many commands in one process of a shell, each in a subshell of its own. Text is latin1 bytes. */
export function ruleOn(
  guard: string,
  commands: readonly string[],
  shell: readonly [string, ...string[]] = ['/usr/bin/dash'],
): Ruling[] {
  // A command that nobody waits for any more is ended; nothing else reads.
  const line = `${guard}.line`;
  if (!existsSync(line)) spawnSync('mkfifo', [line]);
  const stdinOf = (text: string): string => (text.startsWith('warmspare command') ? '<&9' : '</dev/null');
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const script = commands
    .map(
      (text) =>
        `(SSH_ORIGINAL_COMMAND=${quote(text)}; . ${quote(guard)}) 2>&1 ${stdinOf(text)}\nprintf '${END}%s${END}' "$?"\n`,
    )
    .join('');
  const [program, ...options] = shell;
  writeFileSync(`${guard}.driver`, Buffer.from(`exec 9<>${quote(line)}\n${script}`, 'latin1'));
  const { stdout } = spawnSync(program, [...options, `${guard}.driver`, PAIR], {
    maxBuffer: 1 << 28,
    env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent' },
  });
  const parts = stdout.toString('latin1').split(END);
  return commands.map((_, index): Ruling => {
    const output = parts[index * 2] ?? '';
    const words = output.startsWith('ran\0') ? output.split('\0').slice(1, -1) : undefined;
    const status = Number(parts[index * 2 + 1] ?? 'NaN');
    return {
      status,
      output,
      ran: words === undefined ? undefined : { folder: words[0] ?? '', argv: words.slice(1) },
    };
  });
}

/** A text as the bytes of its UTF-8, one character each. */
export function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
