import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { defaultHome } from '../engine/index.ts';
import { EngineError } from '../engine/model/problem.ts';
import { explainProblem } from '../engine/text/app/explain.ts';
import { makeDemoFolder } from './launch/demo-folder.ts';
import { readLaunchOptions } from './launch/launch-options.ts';
import { openAppLog } from './log/app-log.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { lockDownContents } from './window/lock-down.ts';
import { declareScheme } from './window/serve-pages.ts';

const launch = readLaunchOptions(process.argv, process.cwd());
const demoFolder = launch.demo ? makeDemoFolder() : undefined;
const home = demoFolder === undefined ? (launch.home ?? defaultHome(process.env)) : join(demoFolder, 'data');
const log = openAppLog(home);

for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => void log.bug(event, error));
app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
  if (reason !== 'clean-exit' && reason !== 'killed')
    log.bug('process', new Error(`${type}: ${reason} (${String(exitCode)})`));
});

declareScheme();
lockDownContents();
// One app a data folder: the lock lies beside Chromium's own files.
const browserData = join(home, 'browser');
try {
  mkdirSync(browserData, { recursive: true, mode: 0o700 });
  app.setPath('userData', browserData);
  if (app.requestSingleInstanceLock()) begin();
  else app.quit();
} catch (error) {
  dialog.showErrorBox('Warmspare', String(error));
  app.exit(1);
}

/** Why the app cannot start; a bug is written down. */
function whyNot(error: unknown): string {
  if (!(error instanceof EngineError)) return `${String(error)} (${log.bug('start', error)})`;
  const { message, remedy } = explainProblem(error.problem);
  return [message, remedy].filter((words) => words !== undefined).join('\n\n');
}

/** Nothing here is awaited by the module: Electron gets ready once it has been read. */
function begin(): void {
  const running: Promise<RunningApp> = app
    .whenReady()
    .then(() => startApp({ home, log, demoFolder, atLogin: launch.atLogin }));
  running.catch((error: unknown) => {
    dialog.showErrorBox('Warmspare', whyNot(error));
    app.exit(1);
  });
  for (const event of ['second-instance', 'activate'] as const)
    app.on(event as 'activate', () => void running.then(({ open }) => open()));
}
