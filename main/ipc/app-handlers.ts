import { clipboard, shell } from 'electron';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { currentPlatform } from '../../engine/index.ts';
import type { Host } from '../../engine/index.ts';
import type { WindowEvent, WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers } from '../../engine/api/contract.ts';
import type { AppInfo, Place } from '../../engine/api/settings.ts';
import type { AppDocuments } from '../settings/app-settings.ts';
import { runbookHandlers } from '../print/runbook-handlers.ts';
import { fileHandlers, type FileAccess } from '../settings/file-handlers.ts';
import { supervisionHere } from '../system/supervision.ts';
import { setStartAtLogin } from '../system/login-item.ts';
import { SYSTEM_PANES } from '../system/system-panes.ts';

export interface AppParts extends FileAccess {
  readonly host: Host;
  readonly info: AppInfo;
  readonly documents: AppDocuments;
  readonly tell: (event: WindowEvent) => void;
  readonly open: (place: Place) => void;
  readonly quit: () => void;
  readonly setUnsaved: (isUnsaved: boolean) => void;
  readonly popover: { readonly fit: (height: number) => void; readonly hide: () => void };
}

/** Everything that a window may ask: of the engine's host, and of the app itself. */
export function appHandlers(parts: AppParts): Handlers<WindowRequests> {
  const { host, info, documents, tell, popover } = parts;
  return {
    ...host.handlers,
    ...fileHandlers(parts),
    ...runbookHandlers(parts),

    'app.info': async () => info,
    'app.service': async () => supervisionHere(info, await host.handlers['keys.list']()),
    'app.open': async (place) => parts.open(place),
    'app.quit': async () => parts.quit(),
    'app.copy': async ({ text }) => clipboard.writeText(text),
    'app.reveal': async ({ what }) => {
      const config = join(info.home, 'config.json');
      if (what === 'config' && existsSync(config)) shell.showItemInFolder(config);
      else await shell.openPath(info.home);
    },
    'app.system-settings': async ({ pane }) => {
      if (currentPlatform() === 'darwin') await shell.openExternal(SYSTEM_PANES[pane]);
    },
    'popover.fit': async ({ height }) => popover.fit(height),
    'popover.hide': async () => popover.hide(),
    'window.unsaved': async ({ isUnsaved }) => parts.setUnsaved(isUnsaved),

    'settings.get': () => documents.settings.read(),
    'settings.change': async (change) => {
      const settings = await documents.settings.change(change);
      if (change.startAtLogin !== undefined) await setStartAtLogin(change.startAtLogin);
      tell({ type: 'settings.changed', settings });
      return settings;
    },
    'draft.get': () => documents.draft.read(),
    'draft.save': async (draft) => void (await documents.draft.update(() => draft)),
    'draft.drop': () => documents.draft.remove(),
  };
}
