import { spawn, type ChildProcess } from 'node:child_process';
import { currentPlatform } from './index.ts';

/**
 * Keeps the machine from falling asleep by itself, as long as it is wanted: caffeinate(8) on macOS, systemd-inhibit(1) on Linux, which
 * end with this process. Where there is neither, nobody does. A lid that is closed still lets it sleep.
 */
export function keepAwake(platform = currentPlatform()): (isWanted: boolean) => void {
  let holder: ChildProcess | undefined;
  return (isWanted) => {
    if (isWanted === (holder !== undefined)) return;
    if (!isWanted) {
      holder?.kill();
      holder = undefined;
      return;
    }
    const [program, ...args] = holderOf(platform, process.pid) ?? [];
    if (program === undefined) return;
    holder = spawn(program, args, { stdio: 'ignore' });
    holder.on('error', () => undefined);
    holder.unref();
  };
}

export function holderOf(
  platform: ReturnType<typeof currentPlatform>,
  pid: number,
): readonly string[] | undefined {
  // -i: no idle sleep; -s: none at all on mains power; -w: until that process ends.
  if (platform === 'darwin') return ['/usr/bin/caffeinate', '-i', '-s', '-w', String(pid)];
  const why = ['--what=sleep', '--who=Warmspare', '--why=A sync is under way', '--mode=block'];
  const untilGone = ['tail', '--pid', String(pid), '-f', '/dev/null'];
  return platform === 'linux' ? ['systemd-inhibit', ...why, ...untilGone] : undefined;
}
