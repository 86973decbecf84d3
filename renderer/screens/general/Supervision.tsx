import type { ReactNode } from 'react';
import type { AppInfo, ServiceView } from '../../../engine/api/settings.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { CopyLine } from '../../parts/CopyLine.tsx';
import { Group, Row } from '../../parts/Group.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { More } from '../../parts/More.tsx';
import { useNow } from '../../state/use-live.ts';
import { useReply } from '../../state/use-reply.ts';
import { SUPERVISION_WORDS as WORDS } from './supervision-words.ts';

/** How often it is asked while somebody looks: they wait for the line that they pasted. */
const ASK_EVERY_MS = 3_000;

/** Whether the pairs are kept when nobody is logged in, and the line by which an administrator changes that. */
export function Supervision({ info }: { readonly info: AppInfo }): ReactNode {
  const asked = useReply('app.service', undefined, useNow(ASK_EVERY_MS));
  if (info.demoStandby !== undefined) return <Still title={WORDS.notInDemo} detail={WORDS.notInDemoWhy} />;
  if (asked.state === 'failed')
    return (
      <Still mark="unknown" title={WORDS.notKnown} detail={explainProblem(asked.problem ?? BUG).message} />
    );
  const view = asked.value;
  if (view === undefined) return null;
  if (view.system === 'none') return <Still title={WORDS.notHere} detail={WORDS.notHereWhy} />;
  const { mark, title, detail } = stateOf(view, info);
  return (
    <Group title={WORDS.title}>
      <Row mark={<Mark state={mark} />} title={<span role="status">{title}</span>} detail={detail} />
      {view.isInstalled ? (
        <div className="row service">
          <More title={WORDS.changeIt}>
            {(view.home !== info.home || !view.isRunning) && (
              <Line {...view} label={WORDS.install} text={view.install} />
            )}
            <Line {...view} label={WORDS.uninstall} text={view.uninstall} />
          </More>
        </div>
      ) : (
        <div className="row service">
          <Line {...view} label={WORDS.install} text={view.install} />
        </div>
      )}
      {view.unseal.length > 0 && (
        <>
          <Row
            mark={<Mark state={view.isInstalled ? 'warn' : 'idle'} />}
            title={WORDS.sealed(view.unseal.length)}
            detail={WORDS.sealedWhy}
          />
          <div className="row service">
            <More title={WORDS.unseal}>
              {view.unseal.map((text) => (
                <CopyLine key={text} label={WORDS.unsealLine} text={text} />
              ))}
            </More>
          </div>
        </>
      )}
    </Group>
  );
}

const BUG = { code: 'bug', retry: 'person', details: {} } as const;

function Still({
  mark = 'idle',
  title,
  detail,
}: {
  readonly mark?: MarkState;
  readonly title: string;
  readonly detail: string;
}): ReactNode {
  return (
    <Group title={WORDS.title}>
      <Row mark={<Mark state={mark} />} title={title} detail={detail} />
    </Group>
  );
}

function Line({
  tool,
  label,
  text,
}: Pick<ServiceView, 'tool'> & { readonly label: string; readonly text: string }): ReactNode {
  return (
    <div>
      <p>{tool === undefined ? WORDS.toolMissing : WORDS.paste(label)}</p>
      <CopyLine label={label} text={text} />
    </div>
  );
}

function stateOf(
  { isInstalled, isRunning, home, system }: ServiceView,
  info: AppInfo,
): { readonly mark: MarkState; readonly title: string; readonly detail: string } {
  if (!isInstalled) return { mark: 'idle', title: WORDS.off, detail: WORDS.offWhy };
  if (home !== info.home)
    return { mark: 'warn', title: WORDS.elsewhere, detail: WORDS.elsewhereWhy(home ?? WORDS.unknownFolder) };
  if (!isRunning) return { mark: 'bad', title: WORDS.stopped, detail: WORDS.stoppedWhy[system] };
  return { mark: 'good', title: WORDS.on, detail: WORDS.onWhy };
}
