import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { aRun, aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, USERS } from './cli-harness.ts';

function worldWith(result: RunRecord | Error, fields: Partial<FakeWorld> = {}): FakeWorld {
  return aWorld({ pairs: [aPair()], result, ...fields });
}

describe('sync at a terminal', () => {
  const events: FakeWorld['events'] = [{ type: 'run.phase', phase: 'comparing', volumeId: USERS }];

  it('draws on stderr, clears up, and colours the result', async () => {
    const ran = await cli(['sync', 'office'], { world: worldWith(aRun(), { events }), terminal: true });
    expect(ran.stderr).toEqual('\u001b[?25l\r\u001b[KComparing Users\r\u001b[K\u001b[?25h');
    expect(ran.stdout).toEqual(
      '\u001b[32mDone\u001b[0m: office, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.\n',
    );
  });

  it('has no colour with NO_COLOR and no bar on a dumb terminal', async () => {
    const world = worldWith(aRun(), { events });
    const noColour = await cli(['sync', 'office'], { world, terminal: true, env: { NO_COLOR: '1' } });
    const dumb = await cli(['sync', 'office'], { world, terminal: true, env: { TERM: 'dumb' } });
    expect([noColour.stdout.includes('\u001b'), dumb.stdout.includes('\u001b'), dumb.stderr]).toEqual([
      false,
      false,
      '',
    ]);
  });

  it('gives the cursor back when the engine fails', async () => {
    const world = worldWith(EngineError.of('rsync.killed'), { events });
    const ran = await cli(['sync', 'office'], { world, terminal: true });
    expect(ran.stderr).toEqual(
      '\u001b[?25l\r\u001b[KComparing Users\r\u001b[K\u001b[?25h' +
        'warmspare: rsync was killed from outside. What is copied stays; run again.\n',
    );
  });
});

describe('Ctrl-C', () => {
  it('cancels, says so, and ends with 130', async () => {
    const keyboard = { press: (): void => undefined };
    const world = worldWith(aRun(), {
      duringRun: () => {
        keyboard.press();
      },
    });
    const ran = await cli(['sync', 'office'], { world }, keyboard);
    expect(ran).toMatchObject({
      status: 130,
      stdout: 'Cancelled: office, 0 created, 0 updated, 0 deleted, 0 bytes sent in 41 s.\n',
      stderr: 'Cancelling. Press Ctrl-C again to stop at once.\n',
      exits: [],
    });
  });

  it('pressed twice ends at once, with the cursor given back', async () => {
    const keyboard = { press: (): void => undefined };
    const world = worldWith(aRun(), {
      events: [{ type: 'run.phase', phase: 'comparing', volumeId: USERS }],
      duringRun: () => {
        keyboard.press();
        keyboard.press();
      },
    });
    const ran = await cli(['sync', 'office'], { world, terminal: true }, keyboard);
    expect(ran.exits).toEqual([130]);
    expect(ran.stderr).toContain(
      'Cancelling. Press Ctrl-C again to stop at once.\n\r\u001b[KComparing Users\r\u001b[K\u001b[?25h',
    );
  });

  it('means nothing to a run that is over', async () => {
    const keyboard = { press: (): void => undefined };
    const ran = await cli(['sync', 'office'], { world: worldWith(aRun()) }, keyboard);
    keyboard.press();
    expect([ran.status, ran.exits, ran.listening]).toEqual([0, [], 0]);
  });
});
