import type { ReactNode, RefObject } from 'react';
import type { KeptSecret } from '../../../engine/api/alerts.ts';
import { PasswordField } from '../../parts/PasswordField.tsx';
import { WORDS } from './words.ts';

export interface SecretInputProps {
  readonly label: string;
  /** What is said of a new one. */
  readonly hint: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly kept: KeptSecret;
  /** It is for another server, user or address than the one in the keyring. */
  readonly isAnother: boolean;
  readonly error: string | undefined;
  readonly onTyped: () => void;
}

/** A secret that goes to the keyring: it says whether one is there, and never which. */
export function SecretInput({ kept, isAnother, hint, ...field }: SecretInputProps): ReactNode {
  const isThere = kept.state === 'kept' || kept.state === 'unknown';
  return (
    <PasswordField {...field} hint={!isThere ? hint : isAnother ? WORDS.enterAgain : WORDS.keepSecret} />
  );
}

/** One has to be typed before it can be saved. */
export function isSecretWanted(kept: KeptSecret, isAnother: boolean): boolean {
  return isAnother || kept.state === 'missing';
}
