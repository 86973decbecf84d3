import type { MachineFacts } from '../../model/machine.ts';
import type { Told } from '../probe-records.ts';
import { macHardware } from './hardware.ts';
import { known, lineOf, oneLine, wordsOf } from './known.ts';

export type MachineTold = Pick<
  MachineFacts,
  | 'osName'
  | 'osVersion'
  | 'osBuild'
  | 'hardware'
  | 'chip'
  | 'model'
  | 'serial'
  | 'computerName'
  | 'localHostName'
  | 'isSystemEncrypted'
  | 'restartsAfterPowerLoss'
  | 'sleeps'
  | 'keepsTime'
>;

export function macMachine(told: Told, arch: string): MachineTold {
  const version = swVers(wordsOf(told, 'sw-vers') ?? '');
  const model = lineOf(told, 'model');
  return {
    osName: version === undefined ? `Darwin ${lineOf(told, 'release') ?? ''}`.trim() : version.name,
    ...known({
      osVersion: version?.version,
      osBuild: version?.build,
      hardware: macHardware(arch, model, lineOf(told, 'arm64') === '1'),
      chip: lineOf(told, 'cpu'),
      model,
      serial: serialOf(wordsOf(told, 'expert') ?? ''),
      computerName: lineOf(told, 'computer-name'),
      localHostName: lineOf(told, 'local-host-name'),
      isSystemEncrypted: fileVault(wordsOf(told, 'filevault') ?? ''),
      ...power(wordsOf(told, 'power-custom') ?? '', wordsOf(told, 'power') ?? ''),
      keepsTime: networkTime(wordsOf(told, 'network-time') ?? ''),
    }),
  };
}

/** `ProductName:\tmacOS\nProductVersion:\t\t15.5\nBuildVersion:\t\t24F74` */
function swVers(text: string): { name: string; version: string; build: string | undefined } | undefined {
  const value = (key: string): string | undefined =>
    oneLine(new RegExp(`^${key}:[ \\t]+(.+)$`, 'm').exec(text)?.[1]);
  const product = value('ProductName');
  const version = value('ProductVersion');
  if (product === undefined || version === undefined || !/^\d+(\.\d+)*$/.test(version)) return undefined;
  return { name: `${product} ${version}`, version, build: value('BuildVersion') };
}

function serialOf(expert: string): string | undefined {
  // "IOPlatformSerialNumber" = "C02XXXXXXXXX"
  return oneLine(/"IOPlatformSerialNumber" = "([A-Za-z0-9+/]+)"/.exec(expert)?.[1]);
}

/** fdesetup(8). Off, and on from the next login or restart on: nobody can tell which it is when it is needed. */
function fileVault(text: string): boolean | undefined {
  // FileVault is On.
  if (/^FileVault is On\b/m.test(text)) return true;
  // FileVault is Off.\nDeferred enablement appears to be active for user 'me'.   FileVault is Off, but will be enabled after …
  return /^FileVault is Off\.$/m.test(text) && !/deferred/i.test(text) ? false : undefined;
}

type Power = Record<'restartsAfterPowerLoss' | 'sleeps', boolean | undefined>;

/** `pmset -g custom` on mains, and `pmset -g` for what keeps the system awake whatever is set. */
function power(custom: string, live: string): Power {
  const mains = mainsSection(custom);
  const sleep = setting(mains, 'sleep');
  const restart = setting(mains, 'autorestart');
  //  SleepDisabled          1
  const isDisabled = /^[ \t]*SleepDisabled[ \t]+1$/m.test(live);
  return {
    restartsAfterPowerLoss: restart === undefined ? undefined : restart === 1,
    sleeps: isDisabled ? false : sleep === undefined ? undefined : sleep > 0,
  };
}

/** The lines from `AC Power:` up to the next source, which begins without a space. */
function mainsSection(custom: string): readonly string[] {
  const lines = custom.split('\n');
  const start = lines.findIndex((line) => /^AC Power:/.test(line));
  if (start < 0) return [];
  const end = lines.findIndex((line, at) => at > start && /^\S/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end);
}

/** ` sleep                1 (sleep prevented by bluetoothd)` */
function setting(lines: readonly string[], name: string): number | undefined {
  for (const line of lines) {
    const [, key, value] = /^\s+(\S+)\s+(\d+)(?:\s+\(.*)?\s*$/.exec(line) ?? [];
    if (key === name) return Number(value);
  }
  return undefined;
}

/** `Network Time: On`, systemsetup(8); only root is told. */
function networkTime(text: string): boolean | undefined {
  const value = /^Network Time: (On|Off)$/m.exec(text)?.[1];
  return value === undefined ? undefined : value === 'On';
}
