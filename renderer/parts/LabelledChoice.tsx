import type { ReactNode } from 'react';
import { Segmented } from './Segmented.tsx';

export interface LabelledChoiceProps<T extends string> {
  readonly label: string;
  /** In the order in which they stand. */
  readonly titles: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
}

/** One of a few among fields, with its label above as they have theirs. */
export function LabelledChoice<T extends string>(props: LabelledChoiceProps<T>): ReactNode {
  const { label, titles, chosen, onChoose } = props;
  return (
    <div className="field">
      <span className="label" aria-hidden>
        {label}
      </span>
      <Segmented
        label={label}
        choices={Object.entries<string>(titles).map(([id, title]) => ({ id: id as T, label: title }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}
