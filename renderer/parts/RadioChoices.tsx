import { Label, Radio, RadioGroup } from 'react-aria-components';
import { Fragment, type ReactNode } from 'react';

export interface Choice<K extends string> {
  readonly key: K;
  readonly title: string;
  readonly detail?: string;
  /** Below it while it is chosen. */
  readonly more?: ReactNode;
}

export interface RadioChoicesProps<K extends string> {
  readonly label: string;
  /** The heading above says the same already. */
  readonly isLabelHidden?: boolean;
  readonly choices: readonly Choice<K>[];
  readonly chosen: K;
  readonly onChoose: (key: K) => void;
}

/** One of a few, each explained. */
export function RadioChoices<K extends string>(props: RadioChoicesProps<K>): ReactNode {
  const { label, isLabelHidden = false, choices, chosen, onChoose } = props;
  return (
    <RadioGroup
      className="choices"
      value={chosen}
      onChange={(key) => onChoose(key as K)}
      {...(isLabelHidden && { 'aria-label': label })}
    >
      {!isLabelHidden && <Label className="label">{label}</Label>}
      {choices.map(({ key, title, detail, more }) => (
        <Fragment key={key}>
          <Radio value={key} className="one">
            <span className="dot" aria-hidden />
            <span className="what">
              {title}
              {detail !== undefined && <small>{detail}</small>}
            </span>
          </Radio>
          {key === chosen && more !== undefined && (
            // Arrow keys within it are its own, and choose none of the others.
            <div className="more" onKeyDown={(event) => event.stopPropagation()}>
              {more}
            </div>
          )}
        </Fragment>
      ))}
    </RadioGroup>
  );
}
