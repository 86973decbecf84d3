import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Strategy } from '../../../../engine/model/failover.ts';
import { planDrill } from '../../../../engine/plan/drill/plan-drill.ts';
import { aPair, aVolume, VOL_A, VOL_B } from '../../../fakes/builders.ts';

const USERS = aVolume({ id: VOL_A, source: '/Users', destination: '/Volumes/Space/users' });
const SYSTEM = aVolume({ id: VOL_B, source: '/', destination: '/Volumes/System' });

function planned(volumes: Pair['volumes'], databases: readonly string[], strategy: Strategy = 'promote') {
  const failover = { notes: '', ...(databases.length > 0 && { databases: [...databases] }) };
  return planDrill(aPair({ volumes, failover }), strategy).map(({ kind, text, ...rest }) =>
    rest.place === undefined ? [kind, text] : [kind, text, rest.place, rest.paths],
  );
}

describe('what a drill tries', () => {
  it('of home folders are files, accounts and the databases in them', () => {
    expect(planned([USERS], ['/Users/shop/orders.db', '/var/db/away.db'])).toEqual([
      ['read', USERS.destination, USERS.destination, []],
      ['database', '/Users/shop/orders.db', USERS.destination, ['shop/orders.db']],
      ['database', '/var/db/away.db'],
    ]);
  });

  it('of a whole system are the configurations, also where a Mac keeps them', () => {
    const tries = planned([SYSTEM], ['/var/db/a.db']);
    const of = (text: string) => tries.find((each) => each[1] === text);
    expect([of('exports'), of('launchd'), of('/var/db/a.db')]).toEqual([
      ['configuration', 'exports', '/Volumes/System', ['etc/exports', 'private/etc/exports']],
      ['configuration', 'launchd', '/Volumes/System', ['Library/LaunchDaemons', 'Library/LaunchAgents']],
      ['database', '/var/db/a.db', '/Volumes/System', ['var/db/a.db', 'private/var/db/a.db']],
    ]);
  });

  it('of a clone that boots are no accounts of another system', () => {
    const hasUsers = (strategy: Strategy): boolean =>
      planned([SYSTEM], [], strategy).some(([kind]) => kind === 'users');
    expect([hasUsers('promote'), hasUsers('serve'), hasUsers('boot')]).toEqual([true, true, false]);
  });
});
