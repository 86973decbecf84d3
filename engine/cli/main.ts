#!/usr/bin/env node
import type { OpenedEngine } from './io.ts';
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Loaded when a command needs it: --help and --version do not. */
async function openEngine(home: string | undefined): Promise<OpenedEngine> {
  const { createEngine, defaultHome, systemClock } = await import('../index.ts');
  const folder = home ?? defaultHome(process.env);
  return { engine: createEngine({ home: folder }), clock: systemClock, home: folder };
}

// Nothing that is left open after the last line, an idle connection say, keeps the shell waiting.
process.exit(await runCli(process.argv.slice(2), processIo(openEngine)));
