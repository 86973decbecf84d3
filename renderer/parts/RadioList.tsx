import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface RadioOption {
  readonly value: string;
  readonly title: string;
  readonly detail?: string;
  readonly end?: string;
}

/** One of several, each with a sentence. */
export function RadioList({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly RadioOption[];
  /** `undefined`: none of them. */
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <RadioGroup className="radio-list" value={value ?? null} onChange={onChange}>
      <Label className="label">{label}</Label>
      <div className="panel">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="row">
            <i className="dot" aria-hidden />
            <span className="what">
              <bdi>{option.title}</bdi>
              {option.detail !== undefined && <small>{option.detail}</small>}
            </span>
            {option.end !== undefined && <span className="end">{option.end}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
