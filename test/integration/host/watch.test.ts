import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectHost } from '../../../engine/index.ts';
import { commandLine, jsonLinesOf, startCommandLine } from '../../helpers/command-line.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';
import { runProcess, type StartedProcess } from '../../helpers/run-process.ts';

interface Line {
  readonly type: string;
  readonly [field: string]: unknown;
}
async function isKept(home: string): Promise<boolean> {
  const connection = await connectHost(home);
  connection?.close();
  return connection !== undefined;
}

/** A host, and a copy by it that takes longer than any of this. */
async function aLongCopy(): Promise<{ pair: PairFixture; host: StartedProcess }> {
  const pair = await new PairFixture().add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  writeFileSync(join(pair.source, 'large'), '');
  truncateSync(join(pair.source, 'large'), 40 * 1024 ** 3);
  const host = startCommandLine(pair.home, 'serve');
  await eventually(() => isKept(pair.home));
  await runProcess(commandLine(pair.home, 'sync', 'Office', '--detach'));
  await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 1);
  return { pair, host };
}

describe('warmspare watch', () => {
  it('that comes in the middle of a run shows it from there, and leaves it alone at Ctrl-C', async () => {
    const { pair } = await aLongCopy();
    const [json, text] = [
      startCommandLine(pair.home, 'watch', '--json'),
      startCommandLine(pair.home, 'watch', 'Office'),
    ];
    await eventually(() => {
      const [first, ...rest] = jsonLinesOf<Line>(json);
      expect(first).toMatchObject({
        type: 'watch.attached',
        kind: 'serve',
        runs: [{ pairName: 'Office', mode: 'sync', phase: 'copying' }],
      });
      expect(rest.at(-1)?.type).toBe('run.progress');
    });
    await text.waitForOutput(/^Under way: Office, sync since \d\d:\d\d\.\n$/);
    for (const each of [json, text]) {
      each.signal('SIGINT');
      expect(await each.exited).toMatchObject({ code: 0, stderr: '' });
    }
    expect(await pair.engine.history.list()).toMatchObject([{ state: 'running' }]);
    const numbers = jsonLinesOf<Line>(json)
      .slice(1)
      .map(({ seq }) => seq as number);
    expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
  });

  it('tells how a run ended whose host was killed, and goes on with the next one', async () => {
    const { pair, host } = await aLongCopy();
    const [json, text] = [
      startCommandLine(pair.home, 'watch', '--json'),
      startCommandLine(pair.home, 'watch'),
    ];
    await json.waitForOutput(/"run\.progress"/);
    await text.waitForOutput(/^Under way: /);
    host.signal('SIGKILL');
    await text.waitForOutput(/^The line to it was cut\./m);
    await json.waitForOutput(/"watch\.gone"/);
    truncateSync(join(pair.source, 'large'), 0);
    startCommandLine(pair.home, 'serve');
    await text.waitForOutput(/^warmspare serve keeps the pairs now\.$/im);
    await eventually(
      () => jsonLinesOf<Line>(json).filter(({ type }) => type === 'watch.attached').length === 2,
    );
    const synced = await runProcess(commandLine(pair.home, 'sync', 'Office', '--json'));
    const ran = synced.stdout.trim().split('\n');
    await eventually(() => {
      const lines = jsonLinesOf<Line>(json);
      const cut = lines.findIndex(({ type }) => type === 'watch.gone');
      expect(lines[cut - 1]).toMatchObject({
        type: 'run.finished',
        outcome: 'failed',
        problems: [{ code: 'run.interrupted' }],
      });
      expect(lines.slice(cut + 2).map((line) => JSON.stringify(line))).toEqual(ran);
    });
    await eventually(() =>
      expect(text.stdout.split('\n').map((line) => line.split(',')[0])).toEqual([
        'Under way: Office',
        'Failed: Office',
        'Begun: Office',
        'Done: Office',
        '',
      ]),
    );
    expect(await pair.differences()).toEqual([]);
  });
});
