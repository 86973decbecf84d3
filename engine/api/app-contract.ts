import { z } from 'zod';
import { ExportInput, OfPair, RunbookFile, ScriptInput } from './inputs.ts';
import { request, requests, type HostEvent, type Request } from './contract.ts';
import {
  Place,
  SettingsChange,
  SetupDraft,
  type AppInfo,
  type ServiceView,
  type Settings,
} from './settings.ts';
import type { Pair } from '../model/pair.ts';
import type { REQUEST_NAMES } from './request-names.ts';

/** A file that a person chose in the system's own dialog, or nothing. */
export type Saved = { readonly state: 'saved'; readonly path: string } | { readonly state: 'cancelled' };

/** What only the app's own windows may ask. */
export const appRequests = {
  'app.info': request(z.void()).returns<AppInfo>(),
  /** Asks the system's supervisor. */
  'app.service': request(z.void()).returns<ServiceView>(),
  'app.open': request(Place).returns<void>(),
  'app.quit': request(z.void()).returns<void>(),
  'app.copy': request(z.strictObject({ text: z.string().max(200_000) })).returns<void>(),
  /** In the system's file viewer. */
  'app.reveal': request(z.strictObject({ what: z.enum(['home', 'config']) })).returns<void>(),
  /** A pane of the system's own settings; nothing where there is none. */
  'app.system-settings': request(
    z.strictObject({ pane: z.enum(['full-disk-access', 'remote-login', 'local-network', 'login-items']) }),
  ).returns<void>(),
  /** The popover is as high as what it shows, in CSS pixels. */
  'popover.fit': request(z.strictObject({ height: z.number().min(40).max(4_000) })).returns<void>(),
  'popover.hide': request(z.void()).returns<void>(),
  /** Whether the window has something on it that would be lost with it. */
  'window.unsaved': request(z.strictObject({ isUnsaved: z.boolean() })).returns<void>(),

  'settings.get': request(z.void()).returns<Settings>(),
  'settings.change': request(SettingsChange).returns<Settings>(),
  'draft.get': request(z.void()).returns<SetupDraft | undefined>(),
  'draft.save': request(SetupDraft).returns<void>(),
  'draft.drop': request(z.void()).returns<void>(),

  'file.export-history': request(ExportInput).returns<Saved>(),
  'file.export-pair': request(OfPair).returns<Saved>(),
  /** `undefined`: nothing was chosen. */
  'file.import-pair': request(z.void()).returns<Pair | undefined>(),
  'file.setup-script': request(ScriptInput).returns<Saved & { readonly sha256?: string }>(),
  'file.runbook': request(RunbookFile).returns<Saved>(),
  /** By the system's own dialog; resolves when it is closed. False: nothing was printed. */
  'app.print-runbook': request(OfPair).returns<boolean>(),
} as const satisfies Record<string, Request>;

/** Everything that a window may ask. */
export const windowRequests = { ...requests, ...appRequests } as const;
export type WindowRequests = typeof windowRequests;
export type RequestName = keyof WindowRequests;

export type WindowEvent =
  | HostEvent
  | { readonly type: 'settings.changed'; readonly settings: Settings }
  | { readonly type: 'go'; readonly place: Place }
  /** The popover was opened: what it shows begins at the top again. */
  | { readonly type: 'popover.shown' };

/**
 * Events on their way to one window: newest progress only, everything else in order. `after` is the number of the batch before,
 * from 0: whoever misses one asks for everything again.
 */
export interface EventBatch {
  readonly after: number;
  readonly number: number;
  readonly events: readonly WindowEvent[];
}

type Listed = (typeof REQUEST_NAMES)[number];
/** The preload script knows the names without the schemas: a list that differs from the contract does not compile. */
export const areNamesListed: [Exclude<RequestName, Listed>, Exclude<Listed, RequestName>] extends [
  never,
  never,
]
  ? true
  : never = true;
