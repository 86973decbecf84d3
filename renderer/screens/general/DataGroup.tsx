import type { ReactNode } from 'react';
import type { AppInfo } from '../../../engine/api/settings.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { Button } from '../../parts/Button.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { useAction } from '../../state/use-reply.ts';
import { useGo } from '../../state/use-remedy.ts';
import { GENERAL_WORDS } from './words.ts';

export function DataGroup({ info }: { readonly info: AppInfo }): ReactNode {
  const go = useGo();
  const reveal = useAction('app.reveal');
  const take = useAction('file.import-pair', (pair) => {
    if (pair !== undefined) go({ screen: 'overview', pairId: pair.id });
  });
  const problem = reveal.problem ?? take.problem;
  return (
    <Group title={GENERAL_WORDS.data}>
      <Row
        title={GENERAL_WORDS.folder}
        detail={<span className="selectable">{info.home}</span>}
        end={
          <Button onPress={() => reveal.run({ what: 'home' })}>{GENERAL_WORDS.reveal(info.platform)}</Button>
        }
      />
      <Row
        title={GENERAL_WORDS.importTitle}
        detail={GENERAL_WORDS.importWhy}
        end={
          <Button isDisabled={take.isRunning} onPress={() => take.run(undefined)}>
            {GENERAL_WORDS.importPair}
          </Button>
        }
      />
      {problem !== undefined && (
        <p className="row error" role="alert">
          {explainProblem(problem).message} {explainProblem(problem).remedy}
        </p>
      )}
    </Group>
  );
}
