import { expect, it } from 'vitest';
import { parseRole } from '../../../engine/keys/standby-role.ts';

const answer = (line: string): Uint8Array =>
  Buffer.from(`noise\nwarmspare n begin\n${line}\n\nwarmspare n end\n`);

it.each([
  ['standby, generation 0', { state: 'standby', generation: 0 }],
  [
    'promoted, generation 3, 2026-11-27T08:00:00Z',
    { state: 'promoted', generation: 3, since: '2026-11-27T08:00:00Z' },
  ],
  ['promotion not finished, generation 1', { state: 'unfinished', generation: 1 }],
])('the answer "%s" of the standby’s tool is a role', (line, role) => {
  expect(parseRole(answer(line), 'n')).toEqual({ ok: true, value: role });
});

it('no answer is no role, and one that is cut or another is told from that', () => {
  expect(parseRole(answer(''), 'n')).toEqual({ ok: true, value: undefined });
  expect(parseRole(answer('promoted'), 'n')).toEqual({ ok: false, error: 'no role' });
  expect(parseRole(Buffer.from('warmspare n begin\nstandby, generation 0\n'), 'n')).toEqual({
    ok: false,
    error: 'no markers',
  });
});
