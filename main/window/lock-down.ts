import { app, type Session, type WebContents } from 'electron';
import { isOurAddress } from './page-address.ts';

/** Pages of ours need nothing of the world: every permission, every download and every request to anybody else is refused. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOurAddress(url) && !/^(devtools|data):/.test(url) });
  });
}

/** Whatever web contents come to be, they stay where they are and open nothing. */
export function lockDownContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (details) => staysHere(contents, details));
    contents.on('will-frame-navigate', (details) => staysHere(contents, details));
    contents.on('will-redirect', (details) => details.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Loading the same page again is all that a page may do. */
function staysHere(
  contents: WebContents,
  details: { readonly url: string; readonly isMainFrame?: boolean; readonly preventDefault: () => void },
): void {
  if (details.url !== contents.getURL() || !isOurAddress(details.url)) details.preventDefault();
}
