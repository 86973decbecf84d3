import { describe, expect, it } from 'vitest';
import { requests } from '../../../../engine/api/contract.ts';
import { SetupDraft } from '../../../../engine/api/settings.ts';
import {
  addressErrors,
  isFine,
  nameError,
  volumeErrors,
} from '../../../../renderer/screens/set-up/check-entered.ts';
import {
  addressOf,
  fromDraft,
  fromPair,
  NOTHING_ENTERED,
  patternsOf,
  toDraft,
  toPairChange,
  toPairDraft,
  withAddress,
} from '../../../../renderer/screens/set-up/entered.ts';
import { DRAFT, NEW_PIN, PAIR_ID, PIN, samplePair } from '../../../pages/worlds/set-up-base.ts';

const entered = fromDraft(DRAFT);

describe('what was entered', () => {
  it('is the same after it was kept and read', () => {
    expect(fromDraft(SetupDraft.parse(toDraft(entered, 'volumes')))).toEqual(entered);
  });

  it('is kept without an address that is none yet', () => {
    expect(toDraft({ ...entered, host: 'spare..' + ' x' }, 'find')?.address).toEqual({});
  });

  it('loses the host key with another machine, and keeps it with another user', () => {
    expect(withAddress(entered, { host: 'studio.local' }).hostKey).toBeUndefined();
    expect(withAddress(entered, { port: '2222' }).hostKey).toBeUndefined();
    expect(withAddress(entered, { user: 'anna' }).hostKey).toBe(PIN);
  });

  it.each(['0', '65536', 'x', '', '22x'])('has no address with the port %j', (port) => {
    expect(addressOf({ ...entered, port })).toBeUndefined();
  });

  it('becomes a pair that the contract takes', () => {
    const draft = toPairDraft(entered);
    expect(requests['pair.add'].input.safeParse(draft).success).toBe(true);
    expect(draft).toMatchObject({ name: 'Spare Mac mini', standby: { host: 'spare.local', hostKey: PIN } });
  });

  it('becomes no pair before somebody vouched for the host key', () => {
    expect(toPairDraft({ ...entered, hostKey: undefined })).toBeUndefined();
  });

  it('leaves empty patterns out, and keeps spaces in others', () => {
    expect(patternsOf({ excludes: '*.tmp\n\n  \n/my files/ ' })).toEqual(['*.tmp', '/my files/ ']);
  });
});

describe('a pair that is changed', () => {
  const pair = samplePair();
  const before = fromPair(pair);

  it('is left alone when nothing differs', () => {
    expect(toPairChange(before, pair)).toBeUndefined();
  });

  it('is told only what differs', () => {
    expect(toPairChange({ ...before, name: ' Attic ' }, pair)).toEqual({ name: 'Attic' });
    expect(toPairChange({ ...before, excludes: '' }, pair)).toEqual({ excludes: [] });
    const moved = { ...withAddress(before, { host: 'studio.local' }), hostKey: NEW_PIN };
    expect(toPairChange(moved, pair)).toEqual({
      standby: { kind: 'ssh', user: 'root', host: 'studio.local', port: 22, hostKey: NEW_PIN },
    });
  });

  it('keeps the ids of its volumes', () => {
    const more = { source: '/Users/anna', destination: '/Users/anna', role: 'data' as const };
    const change = toPairChange({ ...before, volumes: [...before.volumes, more] }, pair);
    expect(change?.volumes?.map(({ id }) => id)).toEqual([pair.volumes[0]?.id, undefined]);
    expect(requests['pair.change'].input.safeParse({ pairId: PAIR_ID, change }).success).toBe(true);
  });
});

describe('what is wrong', () => {
  it('is said of an address', () => {
    expect(isFine([addressErrors(entered)])).toBe(true);
    expect(addressErrors(NOTHING_ENTERED).host).toMatch(/Choose a machine/);
    expect(addressErrors({ ...entered, host: '-oProxyCommand=x' }).host).toMatch(/A name like/);
    expect(addressErrors({ ...entered, user: 'a b' }).user).toBeDefined();
    expect(addressErrors({ ...entered, port: '70000' }).port).toMatch(/65535/);
  });

  it('is said of a name', () => {
    expect(nameError('Attic', ['Office'])).toBeUndefined();
    expect(nameError('office', ['Office'])).toMatch(/Another pair/);
    expect(nameError('a/b', [])).toMatch(/1 to 64/);
    expect(nameError('  ', [])).toMatch(/Give/);
  });

  it('is said of paths, and of one that is listed twice', () => {
    const row = (source: string, destination: string) => ({ source, destination, role: 'data' as const });
    const errors = volumeErrors([
      row('/Users', '/Volumes/Spare'),
      row('/Users/', '/a/../b'),
      row('Users', '/Volumes/Spare'),
      row('', '/x'),
    ]);
    expect(errors[0]).toEqual({ source: undefined, destination: undefined });
    expect(errors[1]).toEqual({
      source: 'This is listed twice.',
      destination: expect.stringMatching(/without \. and \.\./),
    });
    expect(errors[2]).toEqual({
      source: expect.stringMatching(/begins with a slash/),
      destination: 'Another row writes there already.',
    });
    expect(errors[3]?.source).toMatch(/Type a path/);
  });
});
