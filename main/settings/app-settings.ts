import { join } from 'node:path';
import { openDocument } from '../../engine/index.ts';
import { DEFAULT_SETTINGS, Settings, SetupDraft } from '../../engine/api/settings.ts';
import type { StoredDocument } from '../../engine/index.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { WindowPlace } from '../window/window-place.ts';

/** What the app itself keeps in the data folder. */
export interface AppDocuments {
  readonly settings: AppSettings;
  readonly draft: StoredDocument<SetupDraft>;
  readonly windowPlace: StoredDocument<WindowPlace>;
}

export interface AppSettings {
  /** As they were read or changed last; what is usual where they cannot be read. */
  readonly current: () => Settings;
  /** Rejects where they cannot be read. */
  readonly read: () => Promise<Settings>;
  readonly change: (change: Partial<Settings>) => Promise<Settings>;
}

export async function openAppDocuments(home: string): Promise<AppDocuments> {
  const stored = openDocument(join(home, 'settings.json'), Settings);
  let current = DEFAULT_SETTINGS;
  const settings: AppSettings = {
    current: () => current,
    read: async () => (current = (await stored.read()) ?? DEFAULT_SETTINGS),
    change: async (change) =>
      (current = await stored.update((before = DEFAULT_SETTINGS) => ({ ...before, ...change }))),
  };
  await settings.read().catch(unlessProblem);
  return {
    settings,
    draft: openDocument(join(home, 'setup-draft.json'), SetupDraft),
    windowPlace: openDocument(join(home, 'window.json'), WindowPlace),
  };
}

/** It is shown where the settings are. */
function unlessProblem(error: unknown): void {
  if (!(error instanceof EngineError)) throw error;
}
