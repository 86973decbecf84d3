#!/usr/bin/env node
import type { OpenedEngine } from './io.ts';
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

/** Loaded when a command needs it: --help and --version do not. */
async function openEngine(home: string | undefined): Promise<OpenedEngine> {
  const [index, { noticeWords }] = await Promise.all([
    import('../index.ts'),
    import('../text/alerts/notice-words.ts'),
  ]);
  const { alertsOfHost, connectHost, createEngine, systemClock } = index;
  const folder = home ?? index.defaultHome(process.env);
  const host = (): ReturnType<typeof connectHost> => connectHost(folder);
  const alertOptions = { secrets: index.keytarStore(), words: noticeWords(() => systemClock.now()) };
  const alerts = index.openAlerts(folder, index.alertDoors(alertOptions));
  const hostedAlerts = async (): Promise<typeof alerts> => {
    const connection = await host();
    return connection === undefined ? alerts : alertsOfHost(alerts, connection);
  };
  const engine = createEngine({ home: folder });
  return { engine, host, alerts, hostedAlerts, alertOptions, clock: systemClock, home: folder };
}

// Nothing that is left open after the last line, an idle connection say, keeps the shell waiting.
process.exit(await runCli(process.argv.slice(2), processIo(openEngine)));
