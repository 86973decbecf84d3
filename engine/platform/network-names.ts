import { currentPlatform } from './index.ts';
import { runProcess } from './run-process.ts';

const TIMEOUT_MS = 3_000;

/**
 * The names of the networks that this machine is on; `undefined` where nobody can tell. On a Mac that is the Wi-Fi's name, which newer
 * systems tell only to who may know where the Mac is; on Linux the names of NetworkManager's connections.
 */
export async function networkNames(): Promise<readonly string[] | undefined> {
  switch (currentPlatform()) {
    case 'darwin': {
      const ports = await output(['/usr/sbin/networksetup', '-listallhardwareports']);
      const device = ports === undefined ? undefined : macWiFiDevice(ports);
      if (device === undefined) return [];
      const network = await output(['/usr/sbin/networksetup', '-getairportnetwork', device]);
      return network === undefined ? undefined : macNetworks(network);
    }
    case 'linux': {
      const text = await output(['nmcli', '--terse', '--fields', 'NAME', 'connection', 'show', '--active']);
      return text === undefined ? undefined : linuxNetworks(text);
    }
    case 'other':
      return undefined;
  }
}

/** networksetup(8): `Hardware Port: Wi-Fi`, and in the line below `Device: en0`. */
export function macWiFiDevice(text: string): string | undefined {
  return /^Hardware Port: (?:Wi-Fi|AirPort)\nDevice: (\S+)$/m.exec(text)?.[1];
}

/** networksetup(8): `Current Wi-Fi Network: Office`; else it is on none, or does not tell. */
export function macNetworks(text: string): readonly string[] | undefined {
  const name = /^Current (?:Wi-Fi|AirPort) Network: (.+)$/m.exec(text)?.[1];
  if (name !== undefined) return name === '<redacted>' ? undefined : [name];
  return undefined;
}

/** nmcli(1), --terse: a line each; colons and backslashes have a backslash before them. */
export function linuxNetworks(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\\([\\:])/g, '$1'))
    .filter((name) => name !== '' && name !== 'lo');
}

async function output(argv: readonly [string, ...string[]]): Promise<string | undefined> {
  const end = await runProcess(argv, { timeoutMs: TIMEOUT_MS });
  return end.kind === 'exited' && end.code === 0 ? Buffer.from(end.stdout).toString() : undefined;
}
