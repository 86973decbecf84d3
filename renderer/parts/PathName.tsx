import { Fragment, type ReactNode } from 'react';
import { printable } from '../../engine/model/path-text.ts';

/** One name, with its hidden characters made visible, and kept from turning the line around. */
export function Name({ text }: { readonly text: string }): ReactNode {
  return <bdi>{printable(text)}</bdi>;
}

/** A path, whose parts stand in their order whatever they are written in. */
export function PathName({ path }: { readonly path: string }): ReactNode {
  return (
    <span className="path" dir="ltr">
      {path.split('/').map((name, index) => (
        <Fragment key={index}>
          {index > 0 && '/'}
          <Name text={name} />
        </Fragment>
      ))}
    </span>
  );
}
