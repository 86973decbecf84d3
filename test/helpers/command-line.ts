import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { startProcess, type StartedProcess } from './run-process.ts';

/** argv of the bundled command line, for one data folder. */
export function commandLine(home: string, ...args: readonly string[]): string[] {
  return [process.execPath, resolve('dist/cli/warmspare.js'), '--home', home, ...args];
}

/** Starts it; it ends with the test at the latest, in its own way: killed, it would leave its rsync, which goes on for minutes. */
export function startCommandLine(home: string, ...args: readonly string[]): StartedProcess {
  const started = startProcess(commandLine(home, ...args), { timeoutMs: 500_000 });
  onTestFinished(async () => {
    if (started.isRunning) started.signal('SIGTERM');
    await started.exited;
  });
  return started;
}

/** What it has printed with --json so far, whole lines alone. */
export function jsonLinesOf<T>({ stdout }: StartedProcess): T[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}
