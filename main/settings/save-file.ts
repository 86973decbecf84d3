import { dialog, type BrowserWindow } from 'electron';
import type { Saved } from '../../engine/api/app-contract.ts';
import { writeWhole, type Content } from './files.ts';
import { FILE_WORDS } from './words.ts';

/** What is to be written to a file of which a person chooses the place. */
export interface FileToSave {
  /** Without the extension. */
  readonly name: string;
  readonly extension: string;
  /** Asked for once a place is chosen. */
  readonly content: () => Content;
  /** 0600 unless told. */
  readonly mode?: number;
}

/** Asks for the place in the system's own dialog, a sheet of `window`, and writes it there. */
export async function saveFile(window: BrowserWindow | undefined, file: FileToSave): Promise<Saved> {
  const { name, extension, content, mode = 0o600 } = file;
  const filters = [{ name: FILE_WORDS.kinds[extension] ?? extension, extensions: [extension] }];
  const options = { defaultPath: `${name}.${extension}`, filters };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return { state: 'cancelled' };
  await writeWhole(filePath, content, mode);
  return { state: 'saved', path: filePath };
}
