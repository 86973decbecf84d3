import { useState, type ReactNode } from 'react';
import { ask } from '../client.ts';
import { Button } from './Button.tsx';

/** A line to be typed or pasted elsewhere, with a button that copies it. `label` says what it is. It breaks between words: a `--` alone at its end would be read as one. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  return (
    <div className="copy-line">
      <code tabIndex={0} role="group" aria-label={label}>
        {text.split(/( +)/).map((word, at) =>
          word.trim() === '' ? (
            word
          ) : (
            <span className="word" key={at}>
              {word}
            </span>
          ),
        )}
      </code>
      <CopyButton label={label} text={text} />
    </div>
  );
}

/** Says in its own place that it is done. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  const [said, setSaid] = useState<string>();
  return (
    <span className="copy">
      <Button
        onPress={() => {
          void ask('app.copy', { text }).then(
            () => setSaid('Copied'),
            () => setSaid('Not copied: select it and copy it yourself'),
          );
        }}
        aria-label={`Copy: ${label}`}
      >
        Copy
      </Button>
      <small role="status">{said}</small>
    </span>
  );
}
