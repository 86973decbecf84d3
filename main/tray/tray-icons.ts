import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nativeImage, nativeTheme, type NativeImage } from 'electron';
import { currentPlatform } from '../../engine/index.ts';
import type { TrayIcon } from '../../engine/text/tray-model.ts';

/** The pictures of one state, to be shown one after the other. They may be others after a change of the theme. */
export function trayIcons(folder: string): (icon: TrayIcon) => readonly NativeImage[] {
  const known = new Map<string, readonly NativeImage[]>();
  return (icon) => {
    // A Mac draws templates in whatever colour its menu bar asks for; a panel shows them as they are.
    const ending = currentPlatform() === 'darwin' ? 'Template.png' : '.png';
    const place =
      currentPlatform() === 'darwin' ? folder : join(folder, isPanelDark() ? 'on-dark' : 'on-light');
    const key = join(place, icon);
    const found = known.get(key) ?? load(key, ending);
    known.set(key, found);
    return found;
  };
}

/** GNOME's is so in either theme. */
function isPanelDark(): boolean {
  return nativeTheme.shouldUseDarkColors || /gnome|unity/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '');
}

/** Of what moves there are numbered pictures, from 1. */
function load(beginning: string, ending: string): readonly NativeImage[] {
  const frames: NativeImage[] = [];
  for (let at = 1; existsSync(`${beginning}-${String(at)}${ending}`); at += 1)
    frames.push(image(`${beginning}-${String(at)}${ending}`));
  return frames.length > 0 ? frames : [image(`${beginning}${ending}`)];
}

/** The picture for fine displays, `@2x`, is found beside it. */
function image(file: string): NativeImage {
  const loaded = nativeImage.createFromPath(file);
  if (file.endsWith('Template.png')) loaded.setTemplateImage(true);
  return loaded;
}
