import { Switch } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}

/** A switch at the end of a row, whose text names it. */
export function Toggle({ label, isOn, onChange, isDisabled = false }: ToggleProps): ReactNode {
  return (
    <Switch
      aria-label={label}
      className="switch"
      isSelected={isOn}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <span className="track">
        <i />
      </span>
    </Switch>
  );
}
