import { useEffect } from 'react';
import { ask } from '../client.ts';

/** Marks the page with the system that it is on: `platform-darwin` leaves room for that system's window buttons. */
export function usePlatformClass(): void {
  useEffect(() => {
    ask('app.info').then(
      ({ platform }) => document.body.classList.add(`platform-${platform}`),
      // Without it the page looks as on any system.
      () => undefined,
    );
  }, []);
}
