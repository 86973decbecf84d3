import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** POSIX shells that scripts and quoted words must mean the same to. dash and bash are everywhere on Debian. */
export const POSIX_SHELLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  sh: ['/bin/sh'],
  dash: ['/usr/bin/dash'],
  bash: ['/usr/bin/bash'],
  'bash as sh': ['/usr/bin/bash', '--posix'],
  zsh: ['/usr/bin/zsh', '-f'],
  'zsh as sh': ['/usr/bin/zsh', '--emulate', 'sh'],
  mksh: ['/usr/bin/mksh'],
};

/** Login shells that people have. */
export const LOGIN_SHELLS = [
  '/bin/sh',
  '/usr/bin/dash',
  '/usr/bin/bash',
  '/usr/bin/zsh',
  '/usr/bin/tcsh',
  '/usr/bin/fish',
  '/usr/bin/mksh',
];

/** For `it.skipIf`; a shell that is not installed is told once in the test's name. */
export function isAbsent(program: string): boolean {
  return !existsSync(program);
}

export function runShell(
  shell: readonly [string, ...string[]],
  script: string,
  args: readonly string[] = [],
): Buffer {
  const [program, ...options] = shell;
  const done = spawnSync(program, [...options, '-c', script, 'test', ...args], { maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`${program}: ${String(done.status)} ${done.stderr.toString()}`);
  return done.stdout;
}
