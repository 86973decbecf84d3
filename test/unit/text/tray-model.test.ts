import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId, PlanId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { MenuItem } from '../../../engine/text/tray-items.ts';
import { trayModel, type TrayModel } from '../../../engine/text/tray-model.ts';
import { aLiveRun, aPair, aProgress, aSnapshot, aView, VOL_A } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const AT = { now: Date.parse('2026-11-23T09:16:00.000Z'), timeZone: 'UTC' };
const POINT = '2026-11-23T03:04:00.000Z';
const OFFICE = aPair();
const STUDIO = aPair({ id: PairId.parse('pair-studio0000'), name: 'Studio' });
const LIVE = aLiveRun({ progress: aProgress() });

function aCopied(pair: Pair = OFFICE, fields: Partial<PairView> = {}): PairView {
  return aView({
    pair,
    recoveryPoint: POINT,
    lastRun: aRun({ startedAt: POINT, recoveryPoint: POINT }),
    ...fields,
  });
}

function aHeld(pair: Pair = OFFICE): PairView {
  const lastRun = aRun({
    outcome: 'held',
    planId: PlanId.parse('plan-0123456789ab'),
    holds: [{ volumeId: VOL_A, reason: 'deletes', count: 5_000, limit: 1_000, sample: [] }],
  });
  return aCopied(pair, { lastRun });
}

function trayOf(...pairs: readonly PairView[]): TrayModel {
  return trayModel(aSnapshot({ pairs }), AT);
}

const WINDOW: readonly MenuItem[] = [
  { kind: 'command', label: 'Open Warmspare…', command: { type: 'open' }, isEnabled: true },
  {
    kind: 'command',
    label: 'Settings…',
    command: { type: 'settings' },
    isEnabled: true,
    accelerator: 'CommandOrControl+,',
  },
];

function quit(label = 'Quit Warmspare'): MenuItem {
  return {
    kind: 'command',
    label,
    command: { type: 'quit' },
    isEnabled: true,
    accelerator: 'CommandOrControl+Q',
  };
}

/** The label, and a mark for what cannot be chosen. */
function labelsOf(items: readonly MenuItem[]): unknown[] {
  return items.map((item) => {
    if (item.kind === 'submenu') return { [item.label]: labelsOf(item.items) };
    return item.kind === 'text' || !item.isEnabled ? `(${item.label})` : item.label;
  });
}

function menuOf(model: TrayModel): unknown[] {
  return model.menu.map(labelsOf);
}

describe('the tray', () => {
  it('of one pair that is in order shows its state and what can be done', () => {
    expect(trayOf(aCopied())).toEqual({
      icon: 'ready',
      tooltip: 'Office: copied 6 h 12 min ago.',
      title: undefined,
      menu: [
        [
          {
            kind: 'command',
            label: 'Office: copied 6 h 12 min ago',
            command: { type: 'open', pairId: OFFICE.id },
            isEnabled: true,
          },
        ],
        [
          {
            kind: 'command',
            label: 'Sync Now',
            command: { type: 'sync', pairId: OFFICE.id },
            isEnabled: true,
          },
          {
            kind: 'command',
            label: 'Preview Changes…',
            command: { type: 'preview', pairId: OFFICE.id },
            isEnabled: true,
          },
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
        [
          { kind: 'text', label: 'No spare is set up yet' },
          { kind: 'command', label: 'Set Up a Spare…', command: { type: 'set-up' }, isEnabled: true },
        ],
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
        {
          kind: 'command',
          label: 'Office: sync waits for you',
          command: { type: 'open', pairId: OFFICE.id },
          isEnabled: true,
        },
        {
          kind: 'command',
          label: 'Review Changes…',
          command: { type: 'remedy', action: 'review-held', pairId: OFFICE.id },
          isEnabled: true,
        },
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
        ['(Sync Now)', '(Preview Changes…)'],
        ['Open Warmspare…', 'Settings…'],
        ['Quit Warmspare'],
      ],
    ]);
    expect(model.menu[0]?.[1]).toEqual({
      kind: 'command',
      label: 'Show in Finder',
      command: { type: 'remedy', action: 'reveal-config' },
      isEnabled: true,
    });
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
        ['Cancel Sync (42 %)', '(Preview Changes…)'],
        ['Open Warmspare…', 'Settings…'],
        ['Quit Warmspare…'],
      ],
    ]);
    expect(model.menu[1]?.[0]).toEqual({
      kind: 'command',
      label: 'Cancel Sync (42 %)',
      command: { type: 'cancel', pairId: OFFICE.id },
      isEnabled: true,
    });
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
      ['(Cancelling Sync…)', '(Preview Changes…)'],
    ]);
  });

  it('cannot call off what another process runs', () => {
    const running = aRun({ state: 'running', outcome: undefined });
    expect(menuOf(trayOf(aCopied(OFFICE, { running })))).toEqual([
      ['Office: syncing in another process'],
      ['(Sync Now)', '(Preview Changes…)'],
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

describe('of two pairs, the tray', () => {
  it('shows the worse one first and keeps the order of what can be done', () => {
    const model = trayOf(aCopied(OFFICE, { live: LIVE }), aHeld(STUDIO));
    expect([model.icon, model.tooltip, menuOf(model)]).toEqual([
      'needs-you',
      'Studio: sync waits for you; the worst of 2 pairs.',
      [
        ['Studio: sync waits for you', 'Studio: Review Changes…', 'Office: copying Users, 42 %'],
        [{ 'Sync Now': ['Cancel Office (42 %)', 'Studio'] }, { 'Preview Changes': ['(Office…)', 'Studio…'] }],
        ['Open Warmspare…', 'Settings…'],
        ['Quit Warmspare…'],
      ],
    ]);
  });

  it('names the pair in every command', () => {
    const [submenu] = trayOf(aCopied(OFFICE), aCopied(STUDIO)).menu[1] ?? [];
    expect(submenu).toEqual({
      kind: 'submenu',
      label: 'Sync Now',
      items: [
        {
          kind: 'command',
          label: 'Office',
          command: { type: 'sync', pairId: OFFICE.id },
          isEnabled: true,
        },
        {
          kind: 'command',
          label: 'Studio',
          command: { type: 'sync', pairId: STUDIO.id },
          isEnabled: true,
        },
      ],
    });
  });
});

describe('beside the icon', () => {
  const titleOf = (now: number, ...pairs: readonly PairView[]) =>
    trayModel(aSnapshot({ pairs }), { ...AT, now }, { showAge: true }).title;

  it('the age of the oldest copy ticks over, where somebody wants it', () => {
    const start = Date.parse(POINT);
    const older = aCopied(STUDIO, { recoveryPoint: '2026-11-20T03:04:00.000Z' });
    expect([
      titleOf(start + 59_999, aCopied()),
      titleOf(start + 3_599_999, aCopied()),
      titleOf(start + 3_600_000, aCopied()),
      titleOf(AT.now, aCopied(), older),
      titleOf(AT.now),
    ]).toEqual(['< 1 min', '59 min', '1 h', '3 d', undefined]);
  });

  it('no age is told while a copy has none', () => {
    const future = aCopied(STUDIO, { recoveryPoint: '2026-11-24T00:00:00.000Z' });
    expect([titleOf(AT.now, aCopied(), aView()), titleOf(AT.now, aCopied(), future)]).toEqual(['–', '–']);
  });
});

describe('whatever a pair is called, the tray', () => {
  it.each([
    ['control characters', 'a\u001b[2J\nb', 'a\\#033[2J\\#012b'],
    ['64 letters', `${'x'.repeat(63)}1`, `${'x'.repeat(20)}…${'x'.repeat(18)}1`],
    ['letters from right to left', 'משרד 1', '\u2068משרד 1\u2069'],
    ['a mark that turns the line around', 'a\u202eb', 'a\\u202eb'],
  ])('shows %s on one line', (_, name, shown) => {
    const model = trayOf(aCopied(aPair({ name })));
    expect([model.tooltip, model.menu[0]?.[0]?.label]).toEqual([
      `${shown}: copied 6 h 12 min ago.`,
      `${shown}: copied 6 h 12 min ago`,
    ]);
  });

  // fast-check's own text of any code points takes seconds to set up.
  const anyName = fc
    .array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 64 })
    .map((points) => String.fromCodePoint(...points));

  it('has labels of one line', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const model = trayOf(aHeld(aPair({ name })), aCopied(aPair({ ...STUDIO, name }), { live: LIVE }));
        const items = model.menu.flatMap((section) =>
          section.flatMap((item) => (item.kind === 'submenu' ? [item, ...item.items] : [item])),
        );
        const texts = [model.tooltip, ...items.map(({ label }) => label)].join('');
        return !/[\p{Cc}\u202a-\u202e\u2028\u2029]/u.test(texts);
      }),
    );
  });
});
