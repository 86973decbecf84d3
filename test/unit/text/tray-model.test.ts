import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { trayModel, type TrayModel } from '../../../engine/text/tray-model.ts';
import { aLiveRun, aProgress, aSnapshot, aView } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';
import { AT, OFFICE, LIVE, aCopied, aHeld, trayOf, WINDOW, quit, menuOf, anItem } from './tray-views.ts';

describe('the tray', () => {
  it('of one pair that is in order shows its state and what can be done', () => {
    expect(trayOf(aCopied())).toEqual({
      icon: 'ready',
      tooltip: 'Office: copied 6 h 12 min ago.',
      title: undefined,
      menu: [
        [anItem('Office: copied 6 h 12 min ago', { type: 'open', pairId: OFFICE.id })],
        [
          anItem('Sync Now', { type: 'sync', pairId: OFFICE.id }),
          anItem('Preview Changes…', { type: 'preview', pairId: OFFICE.id }),
          anItem('Failover Runbook…', { type: 'runbook', pairId: OFFICE.id }),
        ],
        WINDOW,
        [quit()],
      ],
    });
  });

  it('knows nothing before the engine has been read', () => {
    const unread = {
      icon: 'unknown',
      tooltip: 'Warmspare is looking at its pairs.',
      title: undefined,
      menu: [[{ kind: 'text', label: 'Looking at the pairs…' }], WINDOW, [quit()]],
    };
    expect([trayModel(undefined, AT), trayModel(aSnapshot({ sequence: 0 }), AT)]).toEqual([unread, unread]);
  });

  it('leads to the set-up where there is no pair', () => {
    expect(trayOf()).toEqual({
      icon: 'needs-you',
      tooltip: 'No spare is set up yet.',
      title: undefined,
      menu: [
        [{ kind: 'text', label: 'No spare is set up yet' }, anItem('Set Up a Spare…', { type: 'set-up' })],
        WINDOW,
        [quit()],
      ],
    });
  });

  it('offers the remedy below the state that needs it', () => {
    const model = trayOf(aHeld());
    expect([model.icon, model.menu[0]]).toEqual([
      'needs-you',
      [
        anItem('Office: sync waits for you', { type: 'open', pairId: OFFICE.id }),
        anItem('Review Changes…', { type: 'remedy', action: 'review-held', pairId: OFFICE.id }),
      ],
    ]);
  });

  it.each<[string, TrayModel['icon'], PairView]>([
    ['a failed sync', 'needs-you', aCopied(OFFICE, { lastRun: aRun({ outcome: 'failed' }) })],
    ['a partial sync', 'needs-you', aCopied(OFFICE, { lastRun: aRun({ outcome: 'partial' }) })],
    ['no copy', 'needs-you', aView()],
    ['the first copy under way', 'syncing', aView({ live: LIVE })],
    ['only a preview before the first copy', 'needs-you', aView({ live: { ...LIVE, mode: 'preview' } })],
    ['a copy from the future', 'unknown', aCopied(OFFICE, { recoveryPoint: '2026-11-24T00:00:00.000Z' })],
    ['an old copy', 'overdue', aCopied(OFFICE, { recoveryPoint: '2026-11-20T00:00:00.000Z' })],
    [
      'an old copy that is being renewed',
      'syncing',
      aCopied(OFFICE, { recoveryPoint: '2026-11-20T00:00:00.000Z', live: LIVE }),
    ],
    ['a run of another process', 'syncing', aCopied(OFFICE, { running: aRun({ state: 'running' }) })],
  ])('shows %s as %s', (_, icon, view) => {
    expect(trayOf(view).icon).toEqual(icon);
  });

  it('shows what cannot be read, and offers nothing that would need it', () => {
    const fault = {
      code: 'config.unreadable',
      retry: 'person',
      details: { path: '/data/config.json' },
    } as const;
    const model = trayModel(aSnapshot({ pairs: [aCopied()], fault }), AT);
    expect([model.icon, model.tooltip, menuOf(model)]).toEqual([
      'needs-you',
      'Pairs cannot be read.',
      [
        ['(Pairs cannot be read)', 'Show in Finder'],
        ['Office: last known: copied 6 h 12 min ago'],
        ['(Sync Now)', '(Preview Changes…)', '(Failover Runbook…)'],
        ['Open Warmspare…', 'Settings…'],
        ['Quit Warmspare'],
      ],
    ]);
    expect(model.menu[0]?.[1]).toEqual(anItem('Show in Finder', { type: 'remedy', action: 'reveal-config' }));
  });
});

describe('while a run is under way, the tray', () => {
  it('shows how far it is and calls it off', () => {
    const model = trayOf(aCopied(OFFICE, { live: LIVE }));
    expect([model.icon, model.tooltip, menuOf(model)]).toEqual([
      'syncing',
      'Office: copying Users, 42 %.',
      [
        ['Office: copying Users, 42 %'],
        ['Cancel Sync (42 %)', '(Preview Changes…)', 'Failover Runbook…'],
        ['Open Warmspare…', 'Settings…'],
        ['Quit Warmspare…'],
      ],
    ]);
    expect(model.menu[1]?.[0]).toEqual(anItem('Cancel Sync (42 %)', { type: 'cancel', pairId: OFFICE.id }));
  });

  it('is never at 100 per cent', () => {
    const live = aLiveRun({ progress: aProgress({ fraction: 1 }) });
    expect(trayOf(aCopied(OFFICE, { live })).menu[1]?.[0]?.label).toEqual('Cancel Sync (99 %)');
  });

  it('names what it calls off, without a per cent until there is a total', () => {
    const labels = (['sync', 'preview', 'verify'] as const).map(
      (mode) => trayOf(aCopied(OFFICE, { live: aLiveRun({ mode }) })).menu[1]?.[0]?.label,
    );
    expect(labels).toEqual(['Cancel Sync', 'Cancel Preview', 'Cancel Verify']);
  });

  it('waits for the end of what was called off', () => {
    const model = trayOf(aCopied(OFFICE, { live: { ...LIVE, isCancelling: true } }));
    expect([model.tooltip, menuOf(model)[1]]).toEqual([
      'Office: cancelling.',
      ['(Cancelling Sync…)', '(Preview Changes…)', 'Failover Runbook…'],
    ]);
  });

  it('cannot call off what another process runs', () => {
    const running = aRun({ state: 'running', outcome: undefined });
    expect(menuOf(trayOf(aCopied(OFFICE, { running })))).toEqual([
      ['Office: syncing in another process'],
      ['(Sync Now)', '(Preview Changes…)', 'Failover Runbook…'],
      ['Open Warmspare…', 'Settings…'],
      ['Quit Warmspare'],
    ]);
  });

  it('says both that the last one failed and what is done now', () => {
    const lastRun = aRun({ outcome: 'failed' });
    expect(trayOf(aCopied(OFFICE, { lastRun, live: LIVE })).tooltip).toEqual(
      'Office: sync failed; copying Users, 42 %.',
    );
  });
});
