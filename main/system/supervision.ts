import { app } from 'electron';
import { join } from 'node:path';
import { commandLineHere, quoteText, systemSupervisor } from '../../engine/index.ts';
import type { AppInfo, ServiceView } from '../../engine/api/settings.ts';
import type { KeyStatus } from '../../engine/api/setup.ts';

/** Beside the app in a checkout; a package has no Node that it could be run by. */
const BESIDE = join('..', 'cli', 'warmspare.js');

/** The app asks alone: to install it takes an administrator, and a program that runs without a window. */
export async function supervisionHere(
  { platform, home, isRoot }: AppInfo,
  keys: readonly KeyStatus[],
): Promise<ServiceView> {
  const tool = await commandLineHere(join(app.getAppPath(), BESIDE));
  const line = (command: string): string => `${tool ?? 'warmspare'} ${command} --home ${quoteText(home)}`;
  const asRoot = (command: string): string => `${isRoot ? '' : 'sudo '}${line(command)}`;
  const lines = {
    tool,
    install: asRoot('service install'),
    uninstall: asRoot('service uninstall'),
    unseal: sealedPairs(keys).map((name) => line(`key rotate ${quoteText(name)} --unattended`)),
  };
  if (platform === 'other')
    return { system: 'none', isInstalled: false, isRunning: false, home: undefined, ...lines };
  const { isInstalled, isLoaded, home: kept } = await systemSupervisor().status();
  return {
    system: platform === 'darwin' ? 'launchd' : 'systemd',
    isInstalled,
    isRunning: isLoaded,
    home: kept,
    ...lines,
  };
}

/** A keyring opens when somebody logs in. */
function sealedPairs(keys: readonly KeyStatus[]): readonly string[] {
  const names = keys
    .filter(({ key }) => key.state === 'active' && key.sealedBy !== 'unattended')
    .flatMap(({ pairName }) => (pairName === undefined ? [] : [pairName]));
  return [...new Set(names)];
}
