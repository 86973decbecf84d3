import { app } from 'electron';
import type { Quitting } from './quitting.ts';

/** Every way out leads through `quitting`: the menu, the Dock, the system's signals. */
export function followQuit(quitting: Quitting): void {
  app.on('before-quit', (event) => {
    if (quitting.isLeaving) return;
    event.preventDefault();
    void quitting.quit();
  });
  // The app lives in the menu bar.
  app.on('window-all-closed', () => undefined);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void quitting.stop());
}
