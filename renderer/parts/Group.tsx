import { useId, type ReactNode } from 'react';

export interface GroupProps {
  readonly title?: string;
  /** A sentence below. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** Rows that belong together, with a heading that names them. */
export function Group({ title, note, children }: GroupProps): ReactNode {
  const id = useId();
  return (
    <section className="group" {...(title !== undefined && { 'aria-labelledby': id })}>
      {title !== undefined && <h2 id={id}>{title}</h2>}
      <div className="panel">{children}</div>
      {note !== undefined && <p className="note">{note}</p>}
    </section>
  );
}

export interface RowProps {
  readonly mark?: ReactNode;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly end?: ReactNode;
}

export function Row({ mark, title, detail, end }: RowProps): ReactNode {
  return (
    <div className="row">
      {mark}
      <div className="what">
        {title}
        {detail !== undefined && <small>{detail}</small>}
      </div>
      {end !== undefined && <div className="end">{end}</div>}
    </div>
  );
}
