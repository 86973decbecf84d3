import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentPlatform } from './index.ts';
import { runProcess } from './run-process.ts';

const SUPPLIES = '/sys/class/power_supply';
const TIMEOUT_MS = 3_000;

/** Whether this machine draws from the mains; `undefined` where nobody can tell, as on a machine without a battery. */
export async function isOnMains(): Promise<boolean | undefined> {
  switch (currentPlatform()) {
    case 'darwin': {
      const end = await runProcess(['/usr/bin/pmset', '-g', 'batt'], { timeoutMs: TIMEOUT_MS });
      return end.kind === 'exited' && end.code === 0
        ? macIsOnMains(Buffer.from(end.stdout).toString())
        : undefined;
    }
    case 'linux':
      return linuxIsOnMains(SUPPLIES);
    case 'other':
      return undefined;
  }
}

/** pmset(1): the first line of `-g batt` is `Now drawing from 'AC Power'`, or 'Battery Power', or 'UPS Power'. */
export function macIsOnMains(text: string): boolean | undefined {
  const source = /^Now drawing from '([^']+)'/m.exec(text)?.[1];
  return source === undefined ? undefined : source === 'AC Power';
}

/**
 * The kernel's Documentation/ABI/testing/sysfs-class-power: `type` Mains or USB with `online`, Battery with `status`. The batteries
 * of mice and keyboards have `scope` Device, and say nothing of the machine.
 */
export async function linuxIsOnMains(folder: string): Promise<boolean | undefined> {
  const names = await readdir(folder).catch(() => []);
  const supplies = await Promise.all(names.map((name) => supplyOf(join(folder, name))));
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const feeds = own.filter(({ type }) => type === 'Mains' || type === 'USB');
  if (feeds.some(({ online }) => online === '1')) return true;
  const batteries = own.filter(({ type }) => type === 'Battery');
  if (batteries.some(({ status }) => status === 'Discharging')) return false;
  return batteries.length > 0 && feeds.length > 0 ? false : undefined;
}

async function supplyOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const facts = ['type', 'online', 'status', 'scope'].map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    return [name, text.trim()] as const;
  });
  return Object.fromEntries(await Promise.all(facts));
}
