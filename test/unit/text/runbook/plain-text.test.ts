import { describe, expect, it } from 'vitest';
import { runbookText } from '../../../../engine/text/runbook/plain-text.ts';
import { NO_CHANGES } from '../../../../engine/text/runbook/runbook-parts.ts';
import { wrapped } from '../../../../engine/text/runbook/wrapped.ts';
import { writeRunbook } from '../../../../engine/text/runbook/write-runbook.ts';
import { aHostileInput, HOSTILE_NAMES } from './hostile.ts';
import { recordedFacts } from './recorded-facts.ts';

describe('wrapped text', () => {
  it('has no line longer than told, but for a single word', () => {
    expect(wrapped('one two three a-very-long-word four', 9, '- ', '  ')).toEqual(
      '- one two\n  three\n  a-very-long-word\n  four',
    );
    expect([wrapped('', 9), wrapped('one', 2, '- ')]).toEqual(['', '- one']);
  });
});

describe('a runbook as plain text', () => {
  it('has lines of 78 letters at the most, besides commands and single words', () => {
    const text = runbookText(writeRunbook(recordedFacts('intel-sonoma-t2')), NO_CHANGES);
    const long = text.split('\n').filter((line) => line.length > 78 && !/^ {8}\S/.test(line));
    expect(long).toEqual([]);
  });

  it('has nothing in it that a terminal would do something about', () => {
    for (const name of HOSTILE_NAMES)
      expect(runbookText(writeRunbook(aHostileInput(name, 'promote')), NO_CHANGES)).not.toMatch(
        /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
      );
  });

  it('says what has changed', () => {
    const text = runbookText(writeRunbook(recordedFacts('g4-hfs')), { changes: ['The disk is another.'] });
    expect(text).toContain(
      '\nCHANGED SINCE THE LAST ONE\n--------------------------\n\n  - The disk is another.\n',
    );
  });
});
