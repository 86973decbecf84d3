/** ARCHITECTURE's import table as data. A place that ends with "/" is a folder with all below it. */
export interface Layer {
  /** What it may import besides its own folder. */
  readonly imports: readonly string[];
  /** What it may import as types only. */
  readonly types?: readonly string[];
  /** Packages, by name; "node:" stands for all of Node's own modules. */
  readonly packages: readonly string[];
}

const MODEL = 'engine/model/';
const PLAN = 'engine/plan/';
const API = 'engine/api/';
const TEXT = 'engine/text/';
const INDEX = 'engine/index.ts';

/** The folders that reach one thing outside each, with the library that is theirs. zod reads what comes in. */
const ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  'engine/rsync/': [],
  'engine/ssh/': ['ssh2', 'bcrypt-pbkdf', 'multicast-dns'],
  'engine/keys/': ['keytar'],
  'engine/schedule/': [],
  'engine/supervise/': ['plist'],
  'engine/journal/': ['ffi-rs', 'fsevents'],
  'engine/archive/': ['zod'],
  'engine/alerts/': ['nodemailer'],
  'engine/store/': ['zod'],
  'engine/platform/': ['env-paths'],
};

const ADAPTER_FOLDERS = Object.keys(ADAPTERS);

function adapter(library: readonly string[]): Layer {
  // Every adapter may be handed a clock; only the type is shared.
  return {
    imports: [MODEL, PLAN],
    types: ['engine/platform/clock.ts'],
    packages: ['node:', ...library],
  };
}

/** The folder or file each source belongs to, lowest first, and what it may import. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  [MODEL]: { imports: [], packages: ['zod'] },
  // croner knows calendars, time zones and cron; it needs nothing of Node's.
  [PLAN]: { imports: [MODEL], packages: ['croner'] },
  [API]: { imports: [MODEL], packages: ['zod'] },
  // What people read, on a terminal and in the app: the same words, from the same values.
  // When a pair is due says how old a copy may be; a runbook is the words of a plan.
  [TEXT]: {
    imports: [
      MODEL,
      'engine/plan/schedule/',
      'engine/plan/failover/',
      'engine/plan/runbook/',
      'engine/plan/presets.ts',
    ],
    types: [API],
    packages: [],
  },
  ...Object.fromEntries(Object.entries(ADAPTERS).map(([folder, library]) => [folder, adapter(library)])),
  // What joins adapters speaks in the contract's events and replies.
  'engine/run/': { imports: [MODEL, PLAN, ...ADAPTER_FOLDERS], types: [API], packages: ['node:'] },
  // What it brings to the standby is words.
  'engine/failover/': {
    imports: [MODEL, PLAN, TEXT, ...ADAPTER_FOLDERS, 'engine/run/'],
    types: [API],
    packages: ['node:'],
  },
  'engine/host/': {
    imports: [MODEL, PLAN, API, ...ADAPTER_FOLDERS, 'engine/run/', 'engine/failover/'],
    types: [INDEX],
    packages: ['node:', 'zod'],
  },
  [INDEX]: {
    imports: [MODEL, PLAN, API, ...ADAPTER_FOLDERS, 'engine/run/', 'engine/failover/', 'engine/host/'],
    packages: ['node:'],
  },
  // The demo is its own standby: this one file hands it the ssh server that is embedded for it.
  'engine/cli/demo/standby-machine.ts': {
    imports: [
      MODEL,
      'engine/cli/',
      'engine/platform/account-name.ts',
      'engine/ssh/embedded-client.ts',
      'engine/ssh/embedded-server.ts',
    ],
    packages: ['node:'],
  },
  // It looks with the system's own tools.
  'engine/cli/demo/attribute.ts': { imports: ['engine/platform/local-shell.ts'], packages: [] },
  'engine/cli/': {
    imports: [INDEX, MODEL, API, TEXT, 'package.json'],
    types: [PLAN],
    packages: ['node:', 'commander'],
  },
  // The one script that runs beside a page, and reaches nothing else.
  'main/preload.ts': { imports: ['engine/api/request-names.ts'], types: [API], packages: ['electron'] },
  'main/': {
    imports: [INDEX, MODEL, API, TEXT, 'package.json'],
    packages: ['node:', 'electron', 'zod'],
  },
  // Forms are checked by the same schemas as what arrives in the main process; words are the same as the command line's.
  'renderer/': {
    imports: [
      MODEL,
      API,
      TEXT,
      'engine/plan/presets.ts',
      'engine/plan/pattern.ts',
      'engine/plan/schedule/',
      'engine/plan/alerts/secrets-to-enter.ts',
    ],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-virtual',
      'uplot',
      'lucide-react',
    ],
  },
};
