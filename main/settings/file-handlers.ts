import { createHash } from 'node:crypto';
import { dialog, type BrowserWindow } from 'electron';
import type { Engine, Host } from '../../engine/index.ts';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers } from '../../engine/api/contract.ts';
import type { PairId } from '../../engine/model/ids.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { readSmallFile } from './files.ts';
import { saveFile } from './save-file.ts';
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

/** What is written to or read from a file that a person chose in the system's own dialog. */
export function fileHandlers({ engine, host, window }: FileAccess): FileHandlers {
  const nameOf = (pairId: PairId): string => pairNameOf(host, pairId);
  return {
    'file.export-history': ({ what, format }) => {
      const name = 'pairId' in what ? nameOf(what.pairId) : what.runId;
      return saveFile(window(), {
        name: `${name} ${FILE_WORDS.history}`,
        extension: format,
        content: () => engine.history.export('pairId' in what ? { pair: name } : { run: what.runId }, format),
      });
    },
    'file.export-pair': async ({ pairId }) => {
      const name = nameOf(pairId);
      return saveFile(window(), {
        name,
        extension: 'json',
        content: async () => `${JSON.stringify(await engine.pairs.export(name), null, 2)}\n`,
      });
    },
    'file.import-pair': async () => {
      const path = await chooseFile(window());
      if (path === undefined) return undefined;
      return host.handlers['pair.import']({ content: await readDocument(path) });
    },
    'file.setup-script': async (request) => {
      let sha256 = '';
      const saved = await saveFile(window(), {
        name: `${nameOf(request.pairId)} ${FILE_WORDS.script}`,
        extension: 'sh',
        content: async () => {
          const { script } = await host.handlers['setup.script'](request);
          sha256 = createHash('sha256').update(script).digest('hex');
          return script;
        },
        mode: 0o755,
      });
      return saved.state === 'saved' ? { ...saved, sha256 } : saved;
    },
  };
}

/** Throws `pair.unknown`. */
function pairNameOf(host: Host, pairId: PairId): string {
  const found = host.live.snapshot().pairs.find(({ pair }) => pair.id === pairId);
  if (found === undefined) throw EngineError.of('pair.unknown', { text: pairId });
  return found.pair.name;
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
