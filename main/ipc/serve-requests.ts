import { ipcMain, type WebFrameMain } from 'electron';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers, Reply } from '../../engine/api/contract.ts';
import { invalid } from '../../engine/index.ts';
import { REQUEST_CHANNEL } from '../../engine/api/request-names.ts';
import type { AppLog } from '../log/app-log.ts';
import { isOurAddress } from '../window/page-address.ts';
import { answerRequest } from './answer-request.ts';

export interface RequestServer {
  readonly handlers: Handlers<WindowRequests>;
  readonly log: AppLog;
  /** Whether these web contents are a window of ours. */
  readonly isOurs: (webContentsId: number) => boolean;
}

/** The one door through which pages ask. Whoever is not the top frame of a window of ours is refused. */
export function serveRequests({ handlers, log, isOurs }: RequestServer): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOurs(event.sender.id) || !isTopFrameOfOurs(event.senderFrame))
      return Promise.resolve(invalid('not asked by a window of Warmspare'));
    return answerRequest(handlers, log, name, input);
  });
}

/** `null`: it went away, or elsewhere, meanwhile. */
function isTopFrameOfOurs(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurAddress(frame.url);
}
