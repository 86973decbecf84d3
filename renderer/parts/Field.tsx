import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';
import type { ReactNode } from 'react';

export interface FieldProps extends Omit<TextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why what was typed is not good; a sentence. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
}

export function Field({ label, hint, error, placeholder, ...props }: FieldProps): ReactNode {
  return (
    <TextField {...props} className="field" isInvalid={error !== undefined}>
      <Label>{label}</Label>
      <Input
        className="input"
        {...(placeholder !== undefined && { placeholder })}
        spellCheck={false}
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
