import { app } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { currentPlatform } from '../../engine/index.ts';
import { desktopEntry } from './desktop-entry.ts';

/** Only an installed app: a runtime of the checkout would start as something else. */
export function canStartAtLogin(): boolean {
  return app.isPackaged && currentPlatform() !== 'other';
}

/** Resolves when it is so. Does nothing where it cannot be. */
export async function setStartAtLogin(isWanted: boolean): Promise<void> {
  if (!canStartAtLogin()) return;
  if (currentPlatform() === 'darwin') {
    app.setLoginItemSettings({ openAtLogin: isWanted });
    return;
  }
  const file = autostartFile();
  if (!isWanted) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, desktopEntry(process.env['APPIMAGE'] ?? process.execPath), { mode: 0o644 });
}

/** Desktop Application Autostart Specification. */
function autostartFile(): string {
  const asked = process.env['XDG_CONFIG_HOME'];
  const folder = asked !== undefined && isAbsolute(asked) ? asked : join(app.getPath('home'), '.config');
  return join(folder, 'autostart', 'warmspare.desktop');
}
