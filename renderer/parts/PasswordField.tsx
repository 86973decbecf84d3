import { useId, type ReactNode, type RefObject } from 'react';

export interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly error: string | undefined;
  /** Something was typed; not what. */
  readonly onTyped?: () => void;
}

/**
 * The browser's own input: what is typed stays in it, and in nothing that React keeps, until `takePassword` reads it once.
 */
export function PasswordField({ label, hint, input, error, onTyped }: PasswordFieldProps): ReactNode {
  const id = useId();
  const about = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="password"
        className="input"
        maxLength={1024}
        autoComplete="off"
        spellCheck={false}
        {...(onTyped !== undefined && { onInput: onTyped })}
        {...(error !== undefined && { 'aria-invalid': true, 'data-invalid': true })}
        {...(about.length > 0 && { 'aria-describedby': about.join(' ') })}
      />
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {error !== undefined && (
        <span className="error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

/** Reads what was typed and empties the field. */
export function takePassword({ current }: RefObject<HTMLInputElement | null>): string {
  if (current === null) return '';
  const { value } = current;
  current.value = '';
  return value;
}
