import type { Daemon } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { linesOf, oneLine, wordsOf } from './known.ts';

/**
 * What is in /Library/LaunchDaemons and not Apple's. `running`: launchd has a process for it. Before macOS 10.10 launchctl does not
 * tell what somebody turned off; there the plist's own word counts, and what is loaded is on.
 */
export function macDaemons(told: Told): Daemon[] | undefined {
  const loaded = loadedJobs(wordsOf(told, 'launchctl') ?? '');
  const overrides = disabledServices(wordsOf(told, 'disabled') ?? '');
  return linesOf(told, 'daemons')?.flatMap((line) => {
    // /Library/LaunchDaemons/org.example.server.plist	org.example.server	false
    const [path = '', label = '', disabled] = line.split('\t');
    // By launchd.plist(5) each has a label; its file is called after it by custom.
    const name = oneLine(label) ?? oneLine(path.replace(/^.*\//, '').replace(/\.plist$/, ''));
    return name === undefined
      ? []
      : [{ name, path, state: stateOf(loaded.get(name), overrides.get(name), disabled === 'true') }];
  });
}

function stateOf(
  loaded: 'running' | 'idle' | undefined,
  override: 'enabled' | 'disabled' | undefined,
  isDisabled: boolean,
): Daemon['state'] {
  if (loaded === 'running') return 'running';
  if (override !== undefined) return override;
  return loaded === undefined && isDisabled ? 'disabled' : 'enabled';
}

/** `123\t0\torg.example.server`; `-` where there is no process. */
function loadedJobs(text: string): ReadonlyMap<string, 'running' | 'idle'> {
  return new Map(
    [...text.matchAll(/^(\d+|-)\t\S+\t(.+)$/gm)].map(([, pid, label = '']) => [
      label,
      pid === '-' ? 'idle' : 'running',
    ]),
  );
}

/** `"org.example.server" => disabled`; up to macOS 12 `=> true`. */
function disabledServices(text: string): ReadonlyMap<string, 'enabled' | 'disabled'> {
  return new Map(
    [...text.matchAll(/^[ \t]*"([^"]+)" => (true|false|disabled|enabled)$/gm)].map(
      ([, label = '', value = '']) => [
        label,
        value === 'true' || value === 'disabled' ? 'disabled' : 'enabled',
      ],
    ),
  );
}

/** Of systemd: what is started with the system, and whether it runs; where that was not told, that it is turned on. */
export function linuxDaemons(told: Told): Daemon[] | undefined {
  const lines = linesOf(told, 'units');
  const states = linesOf(told, 'unit-states') ?? [];
  return lines?.flatMap((line, at) => {
    // sshd.service	/usr/lib/systemd/system/ssh.service
    const [name = '', path = ''] = line.split('\t');
    const isRunning = states.length === lines.length && states[at] === 'active';
    return oneLine(name) === undefined ? [] : [{ name, path, state: isRunning ? 'running' : 'enabled' }];
  });
}
