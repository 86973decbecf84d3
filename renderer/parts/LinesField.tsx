import { FieldError, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface LinesFieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  /** Read by people rather than by machines. */
  readonly isProse?: boolean;
  /** Why what was typed is not good; a sentence. */
  readonly error?: string | undefined;
}

/** A text of several lines. It grows with them. */
export function LinesField({ label, hint, error, isProse = false, ...props }: LinesFieldProps): ReactNode {
  return (
    <TextField {...props} className="field" isInvalid={error !== undefined}>
      <Label>{label}</Label>
      <TextArea
        className={isProse ? 'input' : 'input mono'}
        spellCheck={false}
        autoCorrect="off"
        autoCapitalize="off"
        autoComplete="off"
      />
      {hint !== undefined && (
        <Text slot="description">
          <small>{hint}</small>
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </TextField>
  );
}
