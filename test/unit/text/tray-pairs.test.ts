import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { trayModel } from '../../../engine/text/tray-model.ts';
import { aPair, aSnapshot, aView } from '../../fakes/builders.ts';
import { AT, POINT, OFFICE, STUDIO, LIVE, aCopied, aHeld, trayOf, menuOf, anItem } from './tray-views.ts';

describe('of two pairs, the tray', () => {
  it('shows the worse one first and keeps the order of what can be done', () => {
    const model = trayOf(aCopied(OFFICE, { live: LIVE }), aHeld(STUDIO));
    expect([model.icon, model.tooltip, menuOf(model)]).toEqual([
      'needs-you',
      'Studio: sync waits for you; the worst of 2 pairs.',
      [
        ['Studio: sync waits for you', 'Studio: Review Changes…', 'Office: copying Users, 42 %'],
        [
          { 'Sync Now': ['Cancel Office (42 %)', 'Studio'] },
          { 'Preview Changes': ['(Office…)', 'Studio…'] },
          { 'Failover Runbook': ['Office…', 'Studio…'] },
        ],
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
        anItem('Office', { type: 'sync', pairId: OFFICE.id }),
        anItem('Studio', { type: 'sync', pairId: STUDIO.id }),
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
