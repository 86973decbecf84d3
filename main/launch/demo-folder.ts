import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where everything of a demo lies, its data folder as well; gone with the process. */
export function makeDemoFolder(): string {
  // The guard is named without quotes: no path with a space in it, as that of a Mac's application data.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'warmspare-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
