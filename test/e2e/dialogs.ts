import type { LaunchedApp } from './launch.ts';

/** Somebody who answers the system's own dialogs, which are no pages. */
export interface DialogPerson {
  /** What is chosen in the next file dialogs; `undefined`: Cancel. */
  readonly choose: (path: string | undefined) => Promise<void>;
  /** The button that is pressed in the next questions. */
  readonly press: (button: string) => Promise<void>;
  /** The names that were offered and the questions, in their order. */
  readonly asked: () => Promise<readonly string[]>;
}

interface State {
  path: string | undefined;
  button: string | undefined;
  readonly asked: string[];
}

/** Takes the place of the one before. */
export async function answerDialogs({ app }: LaunchedApp): Promise<DialogPerson> {
  await app.evaluate(({ dialog }) => {
    const state: State = { path: undefined, button: undefined, asked: [] };
    Object.assign(globalThis, { dialogPerson: state });
    const save = async (...args: readonly unknown[]): Promise<unknown> => {
      state.asked.push((args.at(-1) as { readonly defaultPath: string }).defaultPath);
      return { canceled: state.path === undefined, filePath: state.path ?? '' };
    };
    const open = async (): Promise<unknown> => ({
      canceled: state.path === undefined,
      filePaths: [state.path],
    });
    const question = async (...args: readonly unknown[]): Promise<unknown> => {
      const { message, buttons } = args.at(-1) as { readonly message: string; readonly buttons: string[] };
      state.asked.push(message);
      return { response: buttons.indexOf(state.button ?? '') };
    };
    Object.assign(dialog, { showSaveDialog: save, showOpenDialog: open, showMessageBox: question });
  });
  const change = (what: Partial<Pick<State, 'path' | 'button'>>): Promise<void> =>
    app.evaluate((_electron, changed) => {
      const { dialogPerson } = globalThis as unknown as { dialogPerson: State };
      // What is undefined does not come across.
      dialogPerson.path = changed.path;
      dialogPerson.button = changed.button;
    }, what);
  return {
    choose: (path) => change(path === undefined ? {} : { path }),
    press: (button) => change({ button }),
    asked: () => app.evaluate(() => (globalThis as unknown as { dialogPerson: State }).dialogPerson.asked),
  };
}
