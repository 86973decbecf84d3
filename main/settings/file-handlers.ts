import { createHash } from 'node:crypto';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { Engine, Host } from '../../engine/index.ts';
import type { Saved, WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers } from '../../engine/api/contract.ts';
import type { PairId } from '../../engine/model/ids.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { readSmallFile, writeWhole } from './files.ts';
import { FILE_WORDS } from './words.ts';

type FileHandlers = Pick<
  Handlers<WindowRequests>,
  'file.export-history' | 'file.export-pair' | 'file.import-pair' | 'file.setup-script'
>;

export interface FileAccess {
  readonly engine: Engine;
  readonly host: Host;
  /** The dialog is a sheet of this window. */
  readonly window: () => BrowserWindow | undefined;
}

const CANCELLED = { state: 'cancelled' } as const;

/** What is written to or read from a file that a person chose in the system's own dialog. */
export function fileHandlers({ engine, host, window }: FileAccess): FileHandlers {
  const nameOf = (pairId: PairId): string => {
    const found = host.live.snapshot().pairs.find(({ pair }) => pair.id === pairId);
    if (found === undefined) throw EngineError.of('pair.unknown', { text: pairId });
    return found.pair.name;
  };
  const save = async (
    name: string,
    extension: string,
    content: () => AsyncIterable<string> | Promise<string>,
    mode = 0o600,
  ): Promise<Saved> => {
    const filters = [{ name: FILE_WORDS.kinds[extension] ?? extension, extensions: [extension] }];
    const options = { defaultPath: `${name}.${extension}`, filters };
    const path = await choosePlace(window(), options);
    if (path === undefined) return CANCELLED;
    await writeWhole(path, content, mode);
    return { state: 'saved', path };
  };
  return {
    'file.export-history': ({ what, format }) => {
      const name = 'pairId' in what ? nameOf(what.pairId) : what.runId;
      return save(`${name} ${FILE_WORDS.history}`, format, () =>
        engine.history.export('pairId' in what ? { pair: name } : { run: what.runId }, format),
      );
    },
    'file.export-pair': async ({ pairId }) => {
      const name = nameOf(pairId);
      return save(name, 'json', async () => `${JSON.stringify(await engine.pairs.export(name), null, 2)}\n`);
    },
    'file.import-pair': async () => {
      const path = await chooseFile(window());
      if (path === undefined) return undefined;
      return host.handlers['pair.import']({ content: await readDocument(path) });
    },
    'file.setup-script': async (request) => {
      let sha256 = '';
      const saved = await save(
        `${nameOf(request.pairId)} ${FILE_WORDS.script}`,
        'sh',
        async () => {
          const { script } = await host.handlers['setup.script'](request);
          sha256 = createHash('sha256').update(script).digest('hex');
          return script;
        },
        0o755,
      );
      return saved.state === 'saved' ? { ...saved, sha256 } : saved;
    },
  };
}

async function choosePlace(
  window: BrowserWindow | undefined,
  options: { readonly defaultPath: string; readonly filters: FileFilter[] },
): Promise<string | undefined> {
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? undefined : filePath;
}

async function chooseFile(window: BrowserWindow | undefined): Promise<string | undefined> {
  const options = {
    properties: ['openFile' as const],
    filters: [{ name: FILE_WORDS.kinds['json'] ?? 'JSON', extensions: ['json'] }],
  };
  const { canceled, filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? undefined : filePaths[0];
}

async function readDocument(path: string): Promise<unknown> {
  const text = await readSmallFile(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw EngineError.of('file.unreadable', { path, text: FILE_WORDS.notJson }, 'person', error);
  }
}
