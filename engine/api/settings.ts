import { z } from 'zod';
import { SshAddressInput } from './inputs.ts';
import { HostKeyPin } from '../model/endpoint.ts';
import { PresetName } from '../model/pair.ts';
import { PairId } from '../model/ids.ts';

/** What a person chose for the app on this machine; not for the pairs. */
export const Settings = z.object({
  startAtLogin: z.boolean(),
  /** The age of the recovery point beside the menu-bar icon. */
  showAge: z.boolean(),
  notifications: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { startAtLogin: false, showAge: false, notifications: true };

export const SettingsChange = z.strictObject({
  startAtLogin: z.exactOptional(z.boolean()),
  showAge: z.exactOptional(z.boolean()),
  notifications: z.exactOptional(z.boolean()),
});

/** What has been entered in a guided set-up that is not a pair yet. Holds no secret. */
export const SetupDraft = z.object({
  step: z.enum(['find', 'host-key', 'volumes']),
  name: z.string().max(200),
  address: SshAddressInput.partial(),
  /** The one that the person compared. */
  hostKey: HostKeyPin.optional(),
  volumes: z
    .array(
      z.object({
        source: z.string().max(4_096),
        destination: z.string().max(4_096),
        role: z.enum(['system', 'data']),
      }),
    )
    .max(200),
  preset: PresetName,
  excludes: z.array(z.string().max(4_096)).max(1_000),
  /** This machine is to be read as root: see `SetupOptions`. */
  asRootHere: z.boolean(),
});
export type SetupDraft = z.infer<typeof SetupDraft>;

export const SCREENS = [
  'overview',
  'set-up',
  'volumes',
  'schedule',
  'history',
  'failover',
  'alerts',
  'keys',
  'general',
] as const;
export const Screen = z.enum(SCREENS);
export type Screen = z.infer<typeof Screen>;

/** Where the window is to go. */
export const Place = z.strictObject({
  screen: Screen,
  pairId: z.exactOptional(PairId),
  /** A run of the history. */
  runId: z.exactOptional(z.string().max(40)),
  /** Of the guided set-up: to look at the standby's host key anew. */
  step: z.exactOptional(z.literal('host-key')),
});
export type Place = z.infer<typeof Place>;

/** What the app tells about itself. */
export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'linux' | 'other';
  /** The data folder. */
  readonly home: string;
  /** This process may read everything. */
  readonly isRoot: boolean;
  readonly electron: string;
  /** Whether this system can start the app at login. */
  readonly canStartAtLogin: boolean;
  /** A standby of this machine's own, to try things with; `undefined`: none. */
  readonly demoStandby:
    | {
        readonly user: string;
        readonly host: string;
        readonly port: number;
        /** To be shown: it guards nothing but the demo's own folder. */
        readonly password: string;
      }
    | undefined;
}

/** Whether the system keeps the pairs when nobody is logged in, and what an administrator types to change that. */
export interface ServiceView {
  readonly system: 'launchd' | 'systemd' | 'none';
  readonly isInstalled: boolean;
  readonly isRunning: boolean;
  /** The data folder that it keeps; `undefined`: none, or it cannot be read. */
  readonly home: string | undefined;
  /** How the command line is called here; `undefined`: it is not on this machine. */
  readonly tool: string | undefined;
  /** Lines for a shell, with this app's data folder. They need the command line. */
  readonly install: string;
  readonly uninstall: string;
  /** Of a key that opens without a keyring: one line for each pair that has another one. */
  readonly unseal: readonly string[];
}
