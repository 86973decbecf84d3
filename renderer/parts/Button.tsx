import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `icon`: shows a picture alone, and needs an `aria-label`. */
  readonly kind?: 'usual' | 'primary' | 'danger' | 'plain' | 'icon';
  readonly children: ReactNode;
}

export function Button({ kind = 'usual', ...props }: ButtonProps): ReactNode {
  return <AriaButton {...props} className={`button ${kind}`} />;
}
