import type { PairId } from '../model/ids.ts';
import type { PairGlance } from './glance.ts';
import type { PauseChoice } from './pause-until.ts';
import type { RemedyAction } from './remedy-action.ts';

export type MenuSection = readonly MenuItem[];

export type MenuItem =
  | { readonly kind: 'text'; readonly label: string }
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly command: TrayCommand;
      readonly isEnabled: boolean;
      /** As Electron writes it. */
      readonly accelerator?: string;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly MenuItem[] };

/** What a menu item asks for. Plain values: the host carries it out. */
export type TrayCommand =
  | { readonly type: 'sync' | 'preview' | 'cancel'; readonly pairId: PairId }
  /** Where the pair's readiness and its runbook are. */
  | { readonly type: 'runbook'; readonly pairId: PairId }
  /** The schedules of these pairs; until when is reckoned when it is chosen. */
  | { readonly type: 'pause'; readonly pairIds: readonly PairId[]; readonly choice: PauseChoice }
  | { readonly type: 'resume'; readonly pairIds: readonly PairId[] }
  /** The window, at a pair where one is named. */
  | { readonly type: 'open'; readonly pairId?: PairId }
  /** Without a pair: of the configuration or the history. */
  | { readonly type: 'remedy'; readonly action: RemedyAction; readonly pairId?: PairId }
  | { readonly type: 'set-up' }
  | { readonly type: 'settings' }
  | { readonly type: 'quit' };

export function text(label: string): MenuItem {
  return { kind: 'text', label };
}

export function item(
  label: string,
  command: TrayCommand,
  isEnabled = true,
): Extract<MenuItem, { kind: 'command' }> {
  return { kind: 'command', label, command, isEnabled };
}

/** As the pairs are configured, so that a hand finds them again. */
export function inOrder(pairs: readonly PairGlance[], order: readonly PairId[]): readonly PairGlance[] {
  return pairs.toSorted((a, b) => order.indexOf(a.view.pair.id) - order.indexOf(b.view.pair.id));
}
