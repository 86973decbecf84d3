import { join } from 'node:path';
import { AlertOutboxFile } from '../model/alert-outbox.ts';
import { AlertSettings } from '../model/alert-settings.ts';
import { openDocument, type StoredDocument } from './stored-document.ts';

/** `alerts.json` in the data folder: where alerts are sent, and when. Secrets are only named in it. */
export function openAlertSettings(home: string): StoredDocument<AlertSettings> {
  const document = openDocument(join(home, 'alerts.json'), AlertSettings);
  return {
    ...document,
    // What is turned off is gone from the file, too, where other fields that are not known stay.
    update: (change) =>
      document.update((before) => ({
        mail: undefined,
        webhook: undefined,
        digest: undefined,
        ...change(before),
      })),
  };
}

/** `alert-outbox.json` in the data folder: what was told and what waits. Of the one host. */
export function openAlertOutbox(home: string): StoredDocument<AlertOutboxFile> {
  return openDocument(join(home, 'alert-outbox.json'), AlertOutboxFile);
}
