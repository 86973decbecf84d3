import { runProcess } from './run-process.ts';

const TIMEOUT_MS = 5_000;

/** The first lines of what rsync and ssh say of themselves here; `undefined`: not there. */
export async function programVersions(): Promise<{
  readonly rsync: string | undefined;
  readonly ssh: string | undefined;
}> {
  const [rsync, ssh] = await Promise.all([firstLine(['rsync', '--version']), firstLine(['ssh', '-V'])]);
  return { rsync, ssh };
}

async function firstLine(argv: readonly [string, ...string[]]): Promise<string | undefined> {
  const end = await runProcess(argv, { timeoutMs: TIMEOUT_MS });
  if (end.kind !== 'exited') return undefined;
  // ssh says it on standard error.
  const text = `${Buffer.from(end.stdout).toString()}\n${end.stderr}`;
  return text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.slice(0, 200);
}
