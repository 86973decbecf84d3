import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** The machine and the programs that figures were taken with, as lines of a list. */
export function machineLines(): string[] {
  const model = cpus()[0]?.model ?? 'unknown processor';
  return [
    `- ${model}, ${String(cpus().length)} cores, ${(totalmem() / 1e9).toFixed(0)} GB of memory, ${fileSystem()}`,
    `- ${type()} ${release()}, Node ${process.versions.node}, rsync ${versionOf('rsync', '--version', /version v?(\S+)/)}, ` +
      versionOf('ssh', '-V', /(OpenSSH_\S+)/),
  ];
}

export function loadText(): string {
  return loadavg()
    .map((load) => load.toFixed(2))
    .join(' ');
}

export function commandText(script: string): string {
  return ['npm run', script, ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
}

function versionOf(program: string, option: string, pattern: RegExp): string {
  const { stdout, stderr } = spawnSync(program, [option], { encoding: 'utf8' });
  return pattern.exec(`${stdout}${stderr}`)?.[1] ?? 'unknown';
}

function fileSystem(): string {
  try {
    // /dev/vda / ext4 rw,relatime 0 0
    const root = /^\S+ \/ (\S+) /m.exec(readFileSync('/proc/mounts', 'utf8'));
    return root?.[1] ?? 'unknown file system';
  } catch {
    return 'unknown file system';
  }
}
