import type { ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import { siteOf } from '../../../engine/model/alert-settings.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark } from '../../parts/Mark.tsx';
import type { Editing } from './Alerts.tsx';
import { ChecksForm } from './ChecksForm.tsx';
import { WORDS } from './words.ts';

export interface ChecksPartProps {
  readonly view: AlertsView;
  readonly pairs: readonly Pair[];
  readonly editing: Editing;
}

/** Whom an outside service tells that nothing is heard of this machine. */
export function ChecksPart({ view, pairs, editing }: ChecksPartProps): ReactNode {
  const { deadMan } = view.settings;
  const { open, setOpen, part } = editing;
  const whose = (pairId: string | undefined): string =>
    pairId === undefined
      ? WORDS.allPairs
      : printable(pairs.find(({ id }) => id === pairId)?.name ?? WORDS.removed);
  return (
    <Group title={WORDS.checks} note={WORDS.checksNote}>
      {open === 'checks' ? (
        <ChecksForm deadMan={deadMan} pairs={pairs} {...part} />
      ) : (
        <Row
          mark={<Mark state={deadMan.length === 0 ? 'idle' : view.deadMan === undefined ? 'good' : 'warn'} />}
          title={WORDS.check}
          detail={
            deadMan.length === 0
              ? WORDS.checksNone
              : deadMan.map(({ url, pairId }) => (
                  <span className="line" key={`${url} ${pairId ?? ''}`}>
                    {WORDS.checkOf(printable(siteOf(url)), whose(pairId))}
                  </span>
                ))
          }
          end={
            <Button
              isDisabled={open !== undefined}
              {...(deadMan.length > 0 && { 'aria-label': WORDS.changeOf(WORDS.check) })}
              onPress={() => setOpen('checks')}
            >
              {deadMan.length === 0 ? WORDS.setUp('Check') : WORDS.change}
            </Button>
          }
        />
      )}
    </Group>
  );
}
