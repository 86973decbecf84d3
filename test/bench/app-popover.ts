import { setTimeout as delay } from 'node:timers/promises';
import type { LaunchedApp } from '../e2e/launch.ts';

interface Door {
  readonly popover: {
    readonly window:
      | {
          readonly isVisible: () => boolean;
          readonly destroy: () => void;
          readonly webContents: { readonly executeJavaScript: (script: string) => Promise<unknown> };
        }
      | undefined;
    readonly toggle: () => void;
    readonly hide: () => void;
  };
}

/** Longer than what the popover takes for the click that has just closed it. */
const BETWEEN_MS = 600;
const LONGEST_MS = 10_000;

/** Resolves in the page once a frame with a pair in it has been drawn. */
const DRAWN = `new Promise((resolve) => {
  const look = () => requestAnimationFrame(() => {
    if (document.querySelector('.pair-card') === null) return look();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(0);
  });
  look();
})`;

/** From a click on the icon to the first frame of the shown popover that has the pair in it; then hides it again. */
export async function openPopover(launched: LaunchedApp, page: 'cold' | 'warm'): Promise<number> {
  await hidePopover(launched);
  const opened = launched.app.evaluate(
    async (_electron, { isCold, drawn }) => {
      const { popover } = (globalThis as unknown as { warmspare: Door }).warmspare;
      if (isCold) popover.window?.destroy();
      const clickedAt = performance.now();
      popover.toggle();
      while (popover.window?.isVisible() !== true) await new Promise((resolve) => setTimeout(resolve, 1));
      await popover.window.webContents.executeJavaScript(drawn);
      return performance.now() - clickedAt;
    },
    { isCold: page === 'cold', drawn: DRAWN },
  );
  const late = delay(LONGEST_MS, undefined, { ref: false }).then(() => {
    throw new Error('the popover is not shown');
  });
  const ms = await Promise.race([opened, late]);
  await hidePopover(launched);
  return ms;
}

async function hidePopover({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(() => (globalThis as unknown as { warmspare: Door }).warmspare.popover.hide());
  await delay(BETWEEN_MS);
}
