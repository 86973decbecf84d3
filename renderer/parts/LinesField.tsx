import { FieldError, Label, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface LinesFieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly value: string;
  /** Why what was typed is not good; a sentence. */
  readonly error?: string | undefined;
}

/** A text of several lines that is read by machines. It grows with them. */
export function LinesField({ label, error, ...props }: LinesFieldProps): ReactNode {
  return (
    <TextField {...props} className="field" isInvalid={error !== undefined}>
      <Label>{label}</Label>
      <TextArea
        className="input mono"
        spellCheck={false}
        autoCorrect="off"
        autoCapitalize="off"
        autoComplete="off"
      />
      <FieldError className="error">{error}</FieldError>
    </TextField>
  );
}
