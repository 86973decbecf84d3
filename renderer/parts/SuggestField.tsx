import { Button } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Field } from './Field.tsx';

export interface Suggestion {
  /** What is put into the field. */
  readonly value: string;
  readonly title: string;
  readonly detail?: string;
}

export interface SuggestFieldProps {
  readonly label: string;
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  /** What the suggestions are. */
  readonly listLabel: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** `isSuggested`: chosen from the list, not typed. */
  readonly onChange: (value: string, isSuggested: boolean) => void;
}

/** A field for anything, with a list of what it may well be. */
export function SuggestField(props: SuggestFieldProps): ReactNode {
  const { label, value, suggestions, listLabel, error, autoFocus = false, onChange } = props;
  return (
    <div className="suggest">
      <Field
        label={label}
        value={value}
        error={error}
        autoFocus={autoFocus}
        onChange={(text) => onChange(text, false)}
      />
      {suggestions.length > 0 && (
        <details open={value === ''}>
          <summary>{listLabel}</summary>
          <ul>
            {suggestions.map(({ value: one, title, detail }) => (
              <li key={one}>
                <Button className="suggestion" onPress={() => onChange(one, true)}>
                  {title}
                  {detail !== undefined && <small>{detail}</small>}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
