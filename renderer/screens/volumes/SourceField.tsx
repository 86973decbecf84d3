import type { ReactNode } from 'react';
import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { formatBytes } from '../../../engine/text/amounts.ts';
import { Field } from '../../parts/Field.tsx';
import { SuggestField } from '../../parts/SuggestField.tsx';
import { useReply } from '../../state/use-reply.ts';
import { suggestedPlace } from './suggested-place.ts';
import { WORDS } from './words.ts';

export interface SourceFieldProps {
  /** The primary is this machine, whose disks are known. */
  readonly isLocal: boolean;
  readonly value: string;
  readonly mapped: readonly string[];
  readonly error: string | undefined;
  readonly autoFocus: boolean;
  /** `placeOf`: where a suggested one may well go on the standby. */
  readonly onChange: (source: string, placeOf: string | undefined) => void;
}

export function SourceField({ isLocal, ...props }: SourceFieldProps): ReactNode {
  if (isLocal) return <LocalSourceField {...props} />;
  const { value, error, autoFocus, onChange } = props;
  return (
    <Field
      label={WORDS.source}
      value={value}
      error={error}
      autoFocus={autoFocus}
      onChange={(text) => onChange(text, undefined)}
    />
  );
}

function LocalSourceField(props: Omit<SourceFieldProps, 'isLocal'>): ReactNode {
  const { value, mapped, error, autoFocus, onChange } = props;
  // Without an answer it is a field like any other.
  const found = useReply('volumes.local', undefined).value ?? [];
  const free = found.filter(({ path }) => !mapped.includes(path));
  return (
    <SuggestField
      label={WORDS.source}
      value={value}
      error={error}
      autoFocus={autoFocus}
      listLabel={WORDS.suggestions}
      suggestions={free.map((volume) => ({
        value: volume.path,
        title: printable(volume.name),
        detail: detailOf(volume),
      }))}
      onChange={(text, isSuggested) => {
        const chosen = isSuggested ? found.find(({ path }) => path === text) : undefined;
        onChange(text, chosen && suggestedPlace(chosen));
      }}
    />
  );
}

function detailOf({ path, usedBytes }: LocalVolume): string {
  const used = usedBytes === undefined ? '' : `, ${formatBytes(usedBytes)} used`;
  return `${printable(path)}${used}`;
}
