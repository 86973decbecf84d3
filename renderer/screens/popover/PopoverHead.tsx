import { Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import { ask } from '../../client.ts';
import { MenuButton } from '../../parts/MenuButton.tsx';
import { useGo } from '../../state/use-remedy.ts';
import { machineName } from '../../text/machine-name.ts';
import { POPOVER_WORDS } from './words.ts';

/** Of one pair its name; of several the app's. */
export function PopoverHead({ pair }: { readonly pair: Pair | undefined }): ReactNode {
  const go = useGo();
  const overview = { screen: 'overview' as const, ...(pair !== undefined && { pairId: pair.id }) };
  return (
    <header className="popover-head">
      <h1>
        {pair === undefined ? (
          POPOVER_WORDS.title
        ) : (
          <>
            <bdi>{pair.name}</bdi>{' '}
            <span>
              → <bdi>{machineName(pair.standby)}</bdi>
            </span>
          </>
        )}
      </h1>
      <MenuButton
        label={POPOVER_WORDS.menu}
        choices={[
          { label: POPOVER_WORDS.open, onAction: () => go(overview) },
          { label: POPOVER_WORDS.settings, onAction: () => go({ screen: 'general' }) },
          { label: POPOVER_WORDS.quit, onAction: () => void ask('app.quit') },
        ]}
      >
        <Settings size="1.25em" strokeWidth={1.8} aria-hidden />
      </MenuButton>
    </header>
  );
}
