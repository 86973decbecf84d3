import type { ReactNode } from 'react';
import { CopyLine } from '../../parts/CopyLine.tsx';
import { Field } from '../../parts/Field.tsx';
import { Mark } from '../../parts/Mark.tsx';
import type { Compared } from './fingerprint.ts';
import { HOST_KEY, ON_THAT_MACHINE } from './words.ts';

/** How the other machine shows its own key, and a field to have both compared. */
export function CompareField({
  text,
  compared,
  onChange,
}: {
  readonly text: string;
  readonly compared: Compared;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { state } = compared;
  const isWrong = state === 'other' || state === 'unreadable';
  return (
    <>
      <p className="above">{HOST_KEY.there}</p>
      <CopyLine label={HOST_KEY.command} text={ON_THAT_MACHINE} />
      <Field
        label={HOST_KEY.compare}
        hint={HOST_KEY.compareHint}
        value={text}
        onChange={onChange}
        error={isWrong ? HOST_KEY.compared[state] : undefined}
        placeholder="SHA256:…"
      />
      <p role="status" className="hint">
        {state === 'same' && (
          <>
            <Mark state="good" />
            <span>{HOST_KEY.compared.same}</span>
          </>
        )}
      </p>
    </>
  );
}
