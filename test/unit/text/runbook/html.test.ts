import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunbookAction } from '../../../../engine/model/runbook.ts';
import { runbookHtml } from '../../../../engine/text/runbook/html.ts';
import { NO_CHANGES } from '../../../../engine/text/runbook/runbook-parts.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { commandsOf } from '../../../helpers/runbook-commands.ts';
import { aHostileInput, HOSTILE_NAMES } from './hostile.ts';
import { recordedFacts } from './recorded-facts.ts';

/** Everything that starts with `<`, by the name of its element. */
function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[!a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase() ?? '');
}

const OURS = new Set(
  '!doctype html head meta title style body main header h1 h2 h3 dl div dt dd section article ul li p br table tr th td pre input label span footer'
    .split(' ')
    .flatMap((name) => [name, `/${name}`]),
);

const strategies = fc.constantFrom('boot', 'promote', 'serve');

describe('a runbook as HTML', () => {
  it('needs nothing else, and runs nothing', () => {
    const html = runbookHtml(writeRunbook(recordedFacts('intel-sonoma-t2')), NO_CHANGES);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\bsrc=|\bhref=|\son[a-z]+=/i);
    expect(tagsOf(html).filter((tag) => !OURS.has(tag))).toEqual([]);
  });

  it('has every command as it is, with where it belongs and whose it is', () => {
    const runbook = writeRunbook(recordedFacts('mac-to-linux'));
    const actions = runbook.sections.flatMap(({ steps }) => steps.flatMap((step) => step.actions));
    const commands = actions.filter(
      (action): action is Extract<RunbookAction, { kind: 'command' }> => action.kind === 'command',
    );
    expect(commandsOf(runbookHtml(runbook, NO_CHANGES))).toEqual(
      commands.map(({ where, text, asRoot }) => ({ where, text, asRoot })),
    );
  });

  it('says what has changed, and says nothing where nothing has', () => {
    const runbook = writeRunbook(recordedFacts('apple-silicon'));
    expect([
      runbookHtml(runbook, { changes: ['The disk is <another>.'] }).includes(
        '<li>The disk is &lt;another&gt;.</li>',
      ),
      runbookHtml(runbook, NO_CHANGES).includes('Changed since'),
    ]).toEqual([true, false]);
  });

  it('takes no name for anything but a name', () => {
    const seen = (name: string, strategy: 'boot' | 'promote' | 'serve'): void => {
      const runbook = writeRunbook(aHostileInput(name, strategy));
      const html = runbookHtml({ ...runbook, pairName: name, timeZone: 'UTC' }, { changes: [name] });
      expect(tagsOf(html).filter((tag) => !OURS.has(tag))).toEqual([]);
      expect(html).not.toMatch(/\son[a-z]+="/i);
      const commands = runbook.sections.flatMap(({ steps }) =>
        steps.flatMap(({ actions }) =>
          actions.flatMap((action) => (action.kind === 'command' ? [action.text] : [])),
        ),
      );
      expect(commandsOf(html).map(({ text }) => text)).toEqual(commands);
    };
    for (const name of HOSTILE_NAMES)
      for (const way of ['boot', 'promote', 'serve'] as const) seen(name, way);
    const names = fc.string({ unit: 'binary', minLength: 1 }).filter((name) => !name.includes('\0'));
    fc.assert(fc.property(names, strategies, seen), { numRuns: 60 });
  });

  it('carries the hostile name of a pair onto each sheet without leaving the style', () => {
    const runbook = { ...writeRunbook(recordedFacts('g4-hfs')), pairName: '"; } </style><script>x' };
    const style = /<style>(.*?)<\/style>/s.exec(runbookHtml(runbook, NO_CHANGES))?.[1] ?? '';
    expect(style).toContain(String.raw`"Failover runbook\00003a \000022\00003b \00007d \00003c\00002fstyle`);
  });
});
