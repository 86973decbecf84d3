import { dialog } from 'electron';
import { QUIT_WORDS } from './words.ts';

/** Resolves to whether the app is to be quit although something is under way. */
export async function askToQuit(isSync: boolean): Promise<boolean> {
  const { message, detail, quit, keep } = isSync ? QUIT_WORDS.sync : QUIT_WORDS.setup;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    detail,
    buttons: [quit, keep],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
