import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RunCommand } from '../../../engine/model/run-command.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture } from '../../helpers/pair-fixture.ts';

const before = (text: string, more: Partial<RunCommand> = {}): RunCommand =>
  ({ when: 'before', on: 'primary', text, timeoutSeconds: 30, ifItFails: 'stop', ...more }) as RunCommand;
const after = (text: string): RunCommand => ({ when: 'after', on: 'standby', text, timeoutSeconds: 30 });

/** A pair with something to copy, and a file that its commands write to. */
async function aPairWith(commands: (told: string, source: string) => RunCommand[]) {
  const pair = new PairFixture();
  const told = `${pair.home}.told`;
  writeFileSync(`${pair.source}/file`, 'content');
  await pair.add();
  await pair.engine.pairs.change('Office', { commands: commands(told, pair.source) });
  return { pair, told: () => (existsSync(told) ? readFileSync(told, 'utf8') : '') };
}

describe('the commands of a pair', () => {
  it('run around a sync: what one before it makes is copied, and one after it is told the outcome', async () => {
    const { pair, told } = await aPairWith((file, source) => [
      after(`echo "after $WARMSPARE_OUTCOME" >>${file}; echo 'all done'`),
      before(`echo one >>${file}; echo dump >${source}/dump`),
      before(`echo two >>${file}`),
    ]);
    const run = await pair.sync();
    expect([run.outcome, run.problems, told()]).toEqual(['succeeded', [], 'one\ntwo\nafter succeeded\n']);
    expect(readFileSync(`${pair.destination}/dump`, 'utf8')).toBe('dump\n');
    const phases = pair.events.flatMap((event) =>
      event.type === 'run.phase' && event.command ? [event] : [],
    );
    expect(phases.map(({ phase, command }) => [phase, command])).toEqual([
      ['before', { on: 'primary', name: 'echo' }],
      ['before', { on: 'primary', name: 'echo' }],
      ['after', { on: 'standby', name: 'echo' }],
    ]);
    const log: string[] = [];
    for await (const line of pair.engine.history.log(run.id)) log.push(line.toString());
    expect(log.join('\n')).toContain('all done');
  });

  it('are none of a preview’s or a verify’s', async () => {
    const { pair, told } = await aPairWith((file) => [before(`echo x >>${file}`)]);
    await pair.sync({ mode: 'preview' });
    await pair.engine.verify('Office', { scope: { kind: 'full' } });
    expect(told()).toBe('');
  });

  it('stop a run before anything is touched, when one fails that may; those after it run all the same', async () => {
    const { pair, told } = await aPairWith((file) => [
      before('PASSWORD=secret; exit 7'),
      before(`echo never >>${file}`),
      after(`echo "$WARMSPARE_OUTCOME" >>${file}`),
    ]);
    const run = await pair.sync();
    expect([run.outcome, told(), existsSync(`${pair.destination}/file`)]).toEqual([
      'failed',
      'failed\n',
      false,
    ]);
    expect(run.problems).toEqual([
      {
        code: 'command.failed',
        retry: 'person',
        details: { side: 'primary', text: 'a command', found: 'before', exitCode: 7 },
      },
    ]);
    expect(JSON.stringify(pair.events)).not.toContain('secret');
  });

  it('make a run partial that goes on, and the copy counts', async () => {
    const { pair } = await aPairWith(() => [
      before('exit 1', { ifItFails: 'go-on' }),
      before('sleep 600', { ifItFails: 'go-on', timeoutSeconds: 1 }),
      after('exit 2'),
    ]);
    const run = await pair.sync();
    expect([run.outcome, run.recoveryPoint]).toEqual(['partial', run.startedAt]);
    expect(
      run.problems.map(({ code, details }) => [code, details.found, details.count ?? details.exitCode]),
    ).toEqual([
      ['command.failed', 'before', 1],
      ['command.timed-out', 'before', 1],
      ['command.failed', 'after', 2],
    ]);
    expect(await pair.differences()).toEqual([]);
  });

  it('make a run partial when only one after it fails', async () => {
    const { pair } = await aPairWith(() => [after('exit 2')]);
    const run = await pair.sync();
    expect([run.outcome, run.recoveryPoint]).toEqual(['partial', run.startedAt]);
  });

  it('end when the run is called off, and those after it tidy up', async () => {
    const { pair, told } = await aPairWith((file) => [
      before(`echo begun >>${file}; sleep 600`),
      after(`echo "$WARMSPARE_OUTCOME" >>${file}`),
    ]);
    const stop = new AbortController();
    const run = pair.sync({ signal: stop.signal });
    await eventually(() => told() === 'begun\n');
    stop.abort();
    expect((await run).outcome).toBe('cancelled');
    expect(told()).toBe('begun\ncancelled\n');
  });
});
