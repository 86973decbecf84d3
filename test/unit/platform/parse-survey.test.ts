import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MachineFacts } from '../../../engine/model/machine.ts';
import { parseSurvey } from '../../../engine/platform/parse-survey.ts';
import { placesOf, surveyOutput, TOLD_MACHINES, toldBy, type ToldField } from '../../helpers/told-machine.ts';

/** What is wrong with the facts that are made of it; nothing, also where none are made. */
function faultOf(fields: readonly ToldField[]): unknown {
  const parsed = parseSurvey(surveyOutput(fields), { nonce: 'n', paths: placesOf(fields) });
  return parsed.ok ? MachineFacts.strict().safeParse(parsed.value).error?.issues : undefined;
}

describe('a survey', () => {
  it.each(TOLD_MACHINES)('makes facts of %s wherever a tool’s answer is cut', (machine) => {
    const fields = toldBy(machine);
    const whole = new Set(['system', 'host-name', 'arch', 'place']);
    const longest = Math.max(...fields.map(([, value]) => value.length));
    const faults = Array.from({ length: longest }, (_, length) =>
      faultOf(fields.map(([key, value]) => [key, whole.has(key) ? value : value.slice(0, length)])),
    );
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
    expect(longest).toBeGreaterThan(100);
  });

  it('makes facts of tools that print anything at all', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom(
        '0x',
        '/',
        '{',
        ': ',
        '\n',
        '999999999999999999999',
        '[::',
        '<string>',
        '=> true',
        '-1',
      ),
    );
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), junk), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...TOLD_MACHINES), fc.nat(), changes, (machine, index, inserted) => {
        const fields = toldBy(machine);
        const at = index % fields.length;
        const [key = '', value = ''] = fields[at] ?? [];
        const odd = inserted.reduce((text, [place, piece]) => {
          const from = Math.floor(place * text.length);
          return text.slice(0, from) + piece.replaceAll('\0', '') + text.slice(from + 3);
        }, value);
        expect(faultOf(fields.with(at, [key, odd]))).toBeUndefined();
      }),
    );
  });

  it('is refused wherever it is cut itself', () => {
    const whole = surveyOutput(toldBy('debian-12'));
    const asked = { nonce: 'n', paths: ['/'] };
    expect(parseSurvey(whole, asked).ok).toBe(true);
    for (let cut = 0; cut < whole.length; cut += 7)
      expect(parseSurvey(whole.subarray(0, cut), asked)).toEqual({
        ok: false,
        error: 'the answer is not whole',
      });
  });

  it('is refused when it is about another path, or does not say what machine it is of', () => {
    const fields = toldBy('debian-12');
    expect([
      parseSurvey(surveyOutput(fields), { nonce: 'n', paths: ['/other'] }),
      parseSurvey(surveyOutput(fields.slice(1)), { nonce: 'n', paths: ['/'] }),
    ]).toEqual([
      { ok: false, error: 'the answer is about other paths' },
      { ok: false, error: 'no uname' },
    ]);
  });

  it('passes over a line that is too long to mean anything', () => {
    const odd = (length: number): readonly ToldField[] =>
      toldBy('debian-12').map(([key, value]) => [
        key,
        key === 'passwd' ? `long:1001:/${'x'.repeat(length)}\n${value}` : value,
      ]);
    const users = (length: number): number | undefined => {
      const parsed = parseSurvey(surveyOutput(odd(length)), { nonce: 'n', paths: ['/'] });
      return parsed.ok ? parsed.value.users?.length : undefined;
    };
    expect([users(1000), users(3000)]).toEqual([2, 1]);
  });

  it('tells little of a system that nobody foresaw', () => {
    const fields = [
      ['system', 'FreeBSD'],
      ['host-name', 'nas'],
      ['release', '14.1-RELEASE'],
      ['arch', 'amd64'],
      ['place', '/tank'],
    ] as const;
    expect(parseSurvey(surveyOutput(fields), { nonce: 'n', paths: ['/tank'] })).toEqual({
      ok: true,
      value: {
        os: 'other',
        osName: 'FreeBSD 14.1-RELEASE',
        arch: 'amd64',
        hostName: 'nas',
        disks: [{ path: '/tank' }],
      },
    });
  });
});
