import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, runbookMarkdown } from '../../../../engine/text/runbook/markdown.ts';
import { NO_CHANGES } from '../../../../engine/text/runbook/runbook-parts.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { aHostileInput, HOSTILE_NAMES } from './hostile.ts';

/** What CommonMark makes of a backslash before punctuation. */
function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

describe('text in Markdown', () => {
  it('means nothing, and reads as before', () => {
    expect(
      ['# a', '- a', '1. a', '2) a', '=== a', 'a_b *c* `d`', '<b>&lt;', '[x](y)', 'a | b', '~~a~~'].map(
        escaped,
      ),
    ).toEqual([
      '\\# a',
      '\\- a',
      '1\\. a',
      '2\\) a',
      '\\=== a',
      'a\\_b \\*c\\* \\`d\\`',
      '\\<b\\>\\&lt;',
      '\\[x\\](y)',
      'a \\| b',
      '\\~\\~a\\~\\~',
    ]);
  });

  it('has no mark left that would mean something, and none too many', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescaped(escaped(text))).toBe(text);
        expect(escaped(text).replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[\\`*_{}[\]<>|~&$]/);
      }),
    );
  });
});

describe('a runbook as Markdown', () => {
  it('keeps its headings, tables and commands with any names', () => {
    const plain = headingsOf(runbookMarkdown(writeRunbook(aHostileInput('name', 'promote')), NO_CHANGES));
    for (const name of HOSTILE_NAMES) {
      const text = runbookMarkdown(writeRunbook(aHostileInput(name, 'promote')), NO_CHANGES);
      expect(headingsOf(text).length).toEqual(plain.length);
      for (const line of outsideOfFences(text).filter((each) => each.startsWith('|')))
        expect(line).toMatch(/^\|(?:[^|\\]|\\.)*\|(?:[^|\\]|\\.)*\|$/);
    }
  });

  it('puts a longer fence around a command with backticks', () => {
    const text = runbookMarkdown(writeRunbook(aHostileInput('a```b', 'promote')), NO_CHANGES);
    expect(text).toMatch(/\n````sh\n[^\n]*a```b[^\n]*\n````\n/);
  });

  it('says what has changed', () => {
    const text = runbookMarkdown(writeRunbook(aHostileInput('name', 'promote')), {
      changes: ['A *new* disk.'],
    });
    expect(text).toContain('\n## Changed since the last one\n\n- A \\*new\\* disk.\n');
  });
});

function outsideOfFences(text: string): readonly string[] {
  let fence: string | undefined;
  return text.split('\n').filter((line) => {
    const mark = /^(`{3,})(?:sh)?$/.exec(line)?.[1];
    if (fence === undefined && mark === undefined) return true;
    if (fence === undefined) fence = mark;
    else if (line === fence) fence = undefined;
    return false;
  });
}

function headingsOf(text: string): readonly string[] {
  return outsideOfFences(text).filter((line) => line.startsWith('#'));
}
