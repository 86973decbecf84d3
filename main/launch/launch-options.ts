import { isAbsolute, resolve } from 'node:path';

/** What the app was started with. */
export interface LaunchOptions {
  /** The data folder, where one was named. */
  readonly home: string | undefined;
  /** With a standby of this machine's own, to try things with. */
  readonly demo: boolean;
  /** By the system, and not by a person who waits for a window. */
  readonly atLogin: boolean;
}

/** What else is there is Chromium's or Electron's. */
export function readLaunchOptions(argv: readonly string[], cwd: string): LaunchOptions {
  return { home: homeIn(argv, cwd), demo: argv.includes('--demo'), atLogin: argv.includes('--at-login') };
}

function homeIn(argv: readonly string[], cwd: string): string | undefined {
  // --home DIR   --home=DIR
  const at = argv.indexOf('--home');
  const named = at === -1 ? argv.find((each) => each.startsWith('--home='))?.slice(7) : argv[at + 1];
  if (named === undefined || named === '') return undefined;
  return isAbsolute(named) ? named : resolve(cwd, named);
}
