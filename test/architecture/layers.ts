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
const INDEX = 'engine/index.ts';

/** The folders that reach one thing outside each, with the library that is theirs. zod reads what comes in. */
const ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  'engine/rsync/': [],
  'engine/ssh/': ['ssh2', 'multicast-dns'],
  'engine/keys/': ['keytar'],
  'engine/schedule/': [],
  'engine/journal/': ['zod'],
  'engine/archive/': ['zod'],
  'engine/alerts/': ['zod'],
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
  [PLAN]: { imports: [MODEL], packages: [] },
  [API]: { imports: [MODEL], packages: ['zod'] },
  ...Object.fromEntries(Object.entries(ADAPTERS).map(([folder, library]) => [folder, adapter(library)])),
  // What joins adapters speaks in the contract's events and replies.
  'engine/run/': { imports: [MODEL, PLAN, ...ADAPTER_FOLDERS], types: [API], packages: ['node:'] },
  'engine/failover/': {
    imports: [MODEL, PLAN, ...ADAPTER_FOLDERS, 'engine/run/'],
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
    imports: [MODEL, 'engine/cli/', 'engine/ssh/embedded-client.ts', 'engine/ssh/embedded-server.ts'],
    packages: ['node:'],
  },
  // It has a keyring of its own, and looks with the system's own tools.
  'engine/cli/demo/memory-keyring.ts': { imports: ['engine/keys/secret-store.ts'], packages: [] },
  'engine/cli/demo/attribute.ts': { imports: ['engine/platform/local-shell.ts'], packages: [] },
  'engine/cli/': {
    imports: [INDEX, MODEL, API, 'package.json'],
    types: [PLAN],
    packages: ['node:', 'commander'],
  },
  'main/': { imports: [INDEX, MODEL, API, 'package.json'], packages: ['node:', 'electron'] },
  'renderer/': { imports: [], types: [MODEL, API], packages: ['react', 'react-dom'] },
};
