import { Checkbox } from 'react-aria-components';
import { Check as Tick } from 'lucide-react';
import type { ReactNode } from 'react';

export interface CheckProps {
  readonly children: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly label?: string;
}

export function Check({ children, isOn, onChange, label }: CheckProps): ReactNode {
  return (
    <Checkbox
      className="check"
      isSelected={isOn}
      onChange={onChange}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <i className="box" aria-hidden>
        <Tick size="0.9em" strokeWidth={3} />
      </i>
      <span>{children}</span>
    </Checkbox>
  );
}
