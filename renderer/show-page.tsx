import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LiveStore } from './state/live-store.ts';
import { LiveContext } from './state/use-live.ts';

export function showPage(page: ReactNode): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <LiveContext value={new LiveStore()}>{page}</LiveContext>
    </StrictMode>,
  );
}
