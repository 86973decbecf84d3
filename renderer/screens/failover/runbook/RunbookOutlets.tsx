import { useState, type ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { WindowRequests } from '../../../../engine/api/app-contract.ts';
import type { InputOf } from '../../../../engine/api/contract.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import { printable } from '../../../../engine/model/path-text.ts';
import { Button } from '../../../parts/Button.tsx';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../state/use-reply.ts';
import { WORDS } from '../words.ts';
import '../../../parts/menu.css';

type Format = InputOf<WindowRequests['file.runbook']>['format'];

const FORMATS: readonly { readonly title: string; readonly format: Format }[] = [
  { title: 'PDF, A4', format: { kind: 'pdf', paper: 'A4' } },
  { title: 'PDF, Letter', format: { kind: 'pdf', paper: 'Letter' } },
  { title: 'Web Page (HTML)', format: { kind: 'html' } },
  { title: 'Markdown', format: { kind: 'md' } },
  { title: 'Plain Text', format: { kind: 'txt' } },
];

/** On paper and as a file: what is needed when nothing of this can be reached. */
export function RunbookOutlets({ pair }: { readonly pair: Pair }): ReactNode {
  const [said, setSaid] = useState<string>();
  const save = useAction('file.runbook', (saved) =>
    setSaid(saved.state === 'saved' ? WORDS.saved(printable(saved.path)) : undefined),
  );
  const print = useAction('app.print-runbook', (isPrinted) =>
    setSaid(isPrinted ? WORDS.printed : WORDS.notPrinted),
  );
  const isRunning = save.isRunning || print.isRunning;
  const begin = (start: () => void): void => {
    for (const action of [save, print]) action.forget();
    setSaid(undefined);
    start();
  };
  const problem = save.problem ?? print.problem;
  return (
    <>
      <div className="row outlets">
        <Button isDisabled={isRunning} onPress={() => begin(() => print.run({ pairId: pair.id }))}>
          {WORDS.print}
        </Button>
        <MenuTrigger>
          <Button isDisabled={isRunning}>{WORDS.saveAs}</Button>
          <Popover className="menu-popover" placement="bottom start">
            <Menu className="menu" aria-label={WORDS.saveAs}>
              {FORMATS.map(({ title, format }) => (
                <MenuItem
                  key={title}
                  className="menu-item"
                  onAction={() => begin(() => save.run({ pairId: pair.id, format }))}
                >
                  {title}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
        <small className="selectable" role="status">
          {said}
        </small>
      </div>
      {problem !== undefined && (
        <div className="told" role="alert">
          <ProblemNote trouble={problem} pair={pair} />
        </div>
      )}
    </>
  );
}
