import type { BrowserWindow } from 'electron';
import { dialog } from 'electron';
import { QUIT_WORDS } from './words.ts';

/** Asks on the window before what is unsaved on its page would go with it. */
export class MayClose {
  #isUnsaved = false;
  #asking: Promise<boolean> | undefined;

  get isUnsaved(): boolean {
    return this.#isUnsaved;
  }

  set(isUnsaved: boolean): void {
    this.#isUnsaved = isUnsaved;
  }

  /** Resolves to whether it may go; asked again meanwhile, there is one question. */
  ask(window: BrowserWindow | undefined): Promise<boolean> {
    if (!this.#isUnsaved || window === undefined) return Promise.resolve(true);
    this.#asking ??= askToDiscard(window).then((isWanted) => {
      if (isWanted) this.#isUnsaved = false;
      this.#asking = undefined;
      return isWanted;
    });
    return this.#asking;
  }
}

async function askToDiscard(window: BrowserWindow): Promise<boolean> {
  const { message, detail, quit, keep } = QUIT_WORDS.unsaved;
  const options = {
    type: 'question' as const,
    message,
    detail,
    buttons: [quit, keep],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = await dialog.showMessageBox(window, options);
  return response === 0;
}
