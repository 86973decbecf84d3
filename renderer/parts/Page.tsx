import type { ReactNode } from 'react';

export interface PageProps {
  readonly title: string;
  readonly sub?: ReactNode;
  /** Buttons at the end of the head. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, sub, actions, children }: PageProps): ReactNode {
  return (
    <>
      <header className="page-head">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {sub !== undefined && <p>{sub}</p>}
        </div>
        {actions !== undefined && <div className="end">{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** What a page shows where there is nothing yet: why, and what to do about it. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}
