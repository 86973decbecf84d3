import type { ReactNode } from 'react';

/** What not everybody wants to see, one click away. */
export function More({
  title,
  isOpen = false,
  children,
}: {
  readonly title: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <details className="more" open={isOpen}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}
