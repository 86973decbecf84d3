import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../model/problem.ts';
import type { RunProcess } from '../model/shell.ts';
import { launchd } from './launchd.ts';
import { systemd } from './systemd.ts';

/** What is to run from the start of the machine on, whoever is logged in. */
export interface HostProgram {
  /** Absolute paths: Node, and the command line's script. */
  readonly argv: readonly [string, string];
  /** The data folder. */
  readonly home: string;
  /** Whom it runs as; root unless told. */
  readonly user?: string | undefined;
}

/** How the system's own supervisor is told of it. */
export interface SupervisorForm {
  /** Absolute path of what describes it. */
  readonly file: string;
  /** The content of that file. */
  readonly describe: (program: HostProgram) => string;
  /** The data folder in such a text; `undefined`: it is none of ours. */
  readonly homeIn: (text: string) => string | undefined;
  /** In order; each has to succeed. */
  readonly load: readonly Command[];
  readonly unload: readonly Command[];
  /** Succeeds while it is loaded; prints more about it. */
  readonly ask: Command;
}

export type Command = readonly [string, ...string[]];

export interface SupervisorPorts {
  readonly platform: 'darwin' | 'linux' | 'other';
  readonly run: RunProcess;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Where the system's files lie; `/` but in tests. */
  readonly root: string;
  readonly isRoot: boolean;
}

export interface SupervisedHost {
  readonly file: string;
  readonly isInstalled: boolean;
  /** The supervisor knows of it and keeps it. */
  readonly isLoaded: boolean;
  /** Its data folder; `undefined`: it is not installed, or cannot be read. */
  readonly home: string | undefined;
}

export interface Supervisor {
  /** Again without harm: the file is replaced, and what runs is begun anew. */
  readonly install: (program: HostProgram) => Promise<SupervisedHost>;
  readonly uninstall: () => Promise<SupervisedHost>;
  readonly status: () => Promise<SupervisedHost>;
}

const TIMEOUT_MS = 30_000;

/** Rejects with `service.unsupported`, `service.not-root` and `service.refused`. */
export function openSupervisor(ports: SupervisorPorts): Supervisor {
  const manager = managerOf(ports.platform);
  const file = join(ports.root, manager.file);
  const command = async (argv: Command): Promise<void> => {
    const end = await ports.run(argv, { timeoutMs: TIMEOUT_MS });
    if (end.kind === 'exited' && end.code === 0) return;
    const said = end.kind === 'not-started' ? end.reason : end.stderr.trim();
    throw EngineError.of('service.refused', {
      text: argv.slice(0, 3).join(' '),
      output: said.slice(0, 4_000),
    });
  };
  const status = async (): Promise<SupervisedHost> => {
    const isInstalled = await stat(file).then(
      () => true,
      () => false,
    );
    const text = await readFile(file, 'utf8').catch(() => '');
    const isLoaded = await command(manager.ask).then(
      () => true,
      () => false,
    );
    return { file, isInstalled, isLoaded, home: manager.homeIn(text) };
  };
  const insistOnRoot = (): void => {
    if (!ports.isRoot) throw EngineError.of('service.not-root', {});
  };
  return {
    status,
    install: async (program) => {
      insistOnRoot();
      const before = await readFile(file, 'utf8').catch(() => undefined);
      // What runs by the old description is ended first.
      for (const argv of manager.unload) await command(argv).catch(() => undefined);
      await mkdir(dirname(file), { recursive: true });
      await ports.write(file, manager.describe(program));
      try {
        for (const argv of manager.load) await command(argv);
      } catch (error) {
        // As it was: nobody is to find a service that does not run.
        if (before === undefined) await rm(file, { force: true });
        else await ports.write(file, before);
        throw error;
      }
      return status();
    },
    uninstall: async () => {
      insistOnRoot();
      for (const argv of manager.unload) await command(argv).catch(() => undefined);
      await rm(file, { force: true });
      return status();
    },
  };
}

function managerOf(platform: SupervisorPorts['platform']): SupervisorForm {
  if (platform === 'darwin') return launchd;
  if (platform === 'linux') return systemd;
  throw EngineError.of('service.unsupported', {});
}
