import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNewToStandby, type RunCommand } from '../../../../engine/model/run-command.ts';
import {
  commandsDraft,
  inOrder,
  OFFERED_COMMAND,
  type CommandDraft,
} from '../../../../renderer/screens/schedule/commands/draft.ts';
import { readCommands } from '../../../../renderer/screens/schedule/commands/read-commands.ts';
import { runAs } from '../../../../renderer/screens/schedule/commands/words.ts';
import { aPair } from '../../../fakes/builders.ts';

const command = (to: Partial<CommandDraft>): CommandDraft => ({
  key: 'new-1',
  when: 'before',
  ...OFFERED_COMMAND,
  text: 'sync',
  ...to,
});

const AFTER: RunCommand = { when: 'after', on: 'standby', text: 'thaw', timeoutSeconds: 90 };
const BEFORE: RunCommand = {
  when: 'before',
  on: 'standby',
  text: 'freeze\nsync',
  timeoutSeconds: 600,
  ifItFails: 'go-on',
};

describe('commands that are looked at', () => {
  const common = {
    on: fc.constantFrom('primary' as const, 'standby' as const),
    text: fc.constantFrom('date', ' if true\nthen date; fi\n', 'echo "Ä"'),
    timeoutSeconds: fc.integer({ min: 1, max: 86_400 }),
  };
  const before = fc.record({
    when: fc.constant('before' as const),
    ...common,
    ifItFails: fc.constantFrom('stop' as const, 'go-on' as const),
  });
  const after = fc.record({ when: fc.constant('after' as const), ...common });
  const ofStandby = (when: 'promote' | 'demote' | 'drill'): fc.Arbitrary<RunCommand> =>
    fc.record({
      when: fc.constant(when),
      ...common,
      on: fc.constant('standby' as const),
    }) as fc.Arbitrary<RunCommand>;

  it('are the same as before', () => {
    const lists = fc.tuple(
      fc.array(before, { maxLength: 3 }),
      fc.array(after, { maxLength: 3 }),
      fc.array(ofStandby('promote'), { maxLength: 3 }),
      fc.array(ofStandby('demote'), { maxLength: 3 }),
      fc.array(ofStandby('drill'), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(lists, (groups) => {
        const stored = groups.flat();
        expect(readCommands(commandsDraft(stored))).toEqual({ list: stored, faults: new Map() });
      }),
    );
  });

  it('stand in the order in which they run', () => {
    expect(readCommands(commandsDraft([AFTER, BEFORE])).list).toEqual([BEFORE, AFTER]);
    const drafts = [command({ when: 'after' }), command({ key: 'b' }), command({ key: 'a' })];
    expect(inOrder(drafts).map(({ key }) => key)).toEqual(['b', 'a', 'new-1']);
  });
});

describe('a command that is typed', () => {
  it.each<[Partial<CommandDraft>, RunCommand]>([
    [{}, { when: 'before', on: 'primary', text: 'sync', timeoutSeconds: 600, ifItFails: 'stop' }],
    [
      { when: 'after', on: 'standby', timeout: ' 2 h', ifItFails: 'go-on' },
      { when: 'after', on: 'standby', text: 'sync', timeoutSeconds: 7_200 },
    ],
  ])('%j is understood', (to, read) => {
    expect(readCommands([command(to)]).list).toEqual([read]);
  });

  it.each<[Partial<CommandDraft>, unknown]>([
    [{ text: ' \n' }, { text: 'empty' }],
    [{ text: 'a\0b' }, { text: 'unusable' }],
    [{ text: 'x'.repeat(8_193) }, { text: 'unusable' }],
    [{ timeout: '' }, { timeout: 'empty' }],
    [{ timeout: '10' }, { timeout: 'unknown' }],
    [{ timeout: '0s' }, { timeout: 'unknown' }],
    [{ timeout: '25h' }, { timeout: 'too-long' }],
    [
      { text: '', timeout: 'long' },
      { text: 'empty', timeout: 'unknown' },
    ],
  ])('%j has a fault', (to, fault) => {
    const { list, faults } = readCommands([command(to), command({ key: 'new-2' })]);
    expect([list, [...faults]]).toEqual([
      undefined,
      [['new-1', { text: undefined, timeout: undefined, ...(fault as object) }]],
    ]);
  });
});

describe('the guard of a standby', () => {
  it('has to be told of another text there, and of nothing else', () => {
    const told = (...after: readonly RunCommand[]): boolean => areNewToStandby([BEFORE], after);
    expect([
      told(),
      told({ ...BEFORE, timeoutSeconds: 1 }),
      // The same text at another time.
      told({ ...AFTER, text: BEFORE.text }),
      told(BEFORE, { ...AFTER, on: 'primary' }),
      told({ ...BEFORE, text: `${BEFORE.text}\n` }),
      told(BEFORE, AFTER),
    ]).toEqual([false, false, false, false, true, true]);
  });
});

describe('whom commands run as', () => {
  it('is who signs in there, and here whoever runs the app', () => {
    expect([runAs(aPair()), runAs(aPair({ primary: aPair().standby, standby: { kind: 'local' } }))]).toEqual([
      'They are run by sh, on the primary as the user that Warmspare runs as, on the spare as root.',
      'They are run by sh, on the primary as root, on the spare as the user that Warmspare runs as.',
    ]);
  });
});
