import { useState, type ReactNode } from 'react';
import type { WindowRequests } from '../../../engine/api/app-contract.ts';
import type { InputOf } from '../../../engine/api/contract.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { joinWords } from '../../../engine/text/words.ts';
import { useAction } from '../../state/use-reply.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { WORDS } from './words.ts';

type What = InputOf<WindowRequests['file.export-history']>['what'];

/** A menu that saves it, and a line that says where it went or why it did not. */
export function useExport(what: What): { readonly menu: ReactNode; readonly line: ReactNode } {
  const [path, setPath] = useState<string>();
  const save = useAction('file.export-history', (saved) => {
    setPath(saved.state === 'saved' ? saved.path : undefined);
  });
  const menu = (
    <ExportMenu
      isRunning={save.isRunning}
      onExport={(format) => {
        setPath(undefined);
        save.run({ what, format });
      }}
    />
  );
  const line = (
    <>
      <p className="said" role="status">
        {path !== undefined && WORDS.saved(printable(path))}
      </p>
      {save.problem !== undefined && (
        <p className="said error" role="alert">
          {joinWords(explainProblem(save.problem))}
        </p>
      )}
    </>
  );
  return { menu, line };
}
