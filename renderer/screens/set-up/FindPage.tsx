import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../../engine/api/settings.ts';
import type { ShownHostKey } from '../../../engine/api/engine.ts';
import type { FoundMachine } from '../../../engine/model/found-machine.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Button } from '../../parts/Button.tsx';
import { RadioList, type RadioOption } from '../../parts/RadioList.tsx';
import { Field } from '../../parts/Field.tsx';
import { More } from '../../parts/More.tsx';
import { useAction } from '../../state/use-reply.ts';
import { addressErrors, isFine } from './check-entered.ts';
import { addressOf, withAddress, type Entered } from './entered.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { StepPage } from './StepPage.tsx';
import { useFoundMachines, type FoundMachines } from './use-found-machines.ts';
import { COMMON, FIND, STEP_TITLES } from './words.ts';

export interface FindPageProps {
  readonly entered: Entered;
  readonly onChange: (entered: Entered) => void;
  /** Of the machine chosen from the list, for a name of the pair. */
  readonly onNamed: (machine: string) => void;
  readonly demo: AppInfo['demoStandby'];
  readonly onReached: (keys: readonly ShownHostKey[]) => void;
  readonly onBack?: (() => void) | undefined;
}

const DEMO = 'demo';

export function FindPage(props: FindPageProps): ReactNode {
  const { entered, onChange, onNamed, demo, onReached, onBack } = props;
  const found = useFoundMachines();
  const [isTried, setTried] = useState(false);
  const reach = useAction('host-keys.show', onReached);
  const errors = addressErrors(entered);
  const shown = isTried ? errors : { host: undefined, user: undefined, port: undefined };
  const isDemo = demo !== undefined && entered.host === demo.host && entered.port === String(demo.port);
  const chosen = found.machines.find((each) => isMachine(each, entered));

  const change = (address: Parameters<typeof withAddress>[1]): void => {
    reach.forget();
    onChange(withAddress(entered, address));
  };
  const choose = (value: string): void => {
    const machine = found.machines.find((each) => valueOf(each) === value);
    if (value === DEMO && demo !== undefined) change({ ...demo, port: String(demo.port) });
    if (machine === undefined) return;
    change({ user: isDemo ? 'root' : entered.user, host: machine.host, port: String(machine.port) });
    onNamed(machine.name);
  };
  const next = (): void => {
    setTried(true);
    const address = addressOf(entered);
    if (isFine([errors]) && address !== undefined) reach.run(address);
  };
  return (
    <StepPage
      title={STEP_TITLES.find}
      lead={FIND.lead}
      onNext={next}
      onBack={onBack}
      isNextDisabled={reach.isRunning}
      status={reach.isRunning ? FIND.reaching(printable(entered.host.trim())) : undefined}
    >
      <RadioList
        label={FIND.onNetwork}
        options={optionsOf(found.machines, demo)}
        value={isDemo ? DEMO : chosen && valueOf(chosen)}
        onChange={choose}
      />
      <Search found={found} />
      <Field
        label={FIND.host}
        hint={FIND.hostHint}
        value={entered.host}
        onChange={(host) => change({ host })}
        error={shown.host}
        placeholder="spare.local"
      />
      <More title={FIND.advanced} isOpen={shown.user !== undefined || shown.port !== undefined}>
        <Field
          label={FIND.user}
          hint={FIND.userHint}
          value={entered.user}
          onChange={(user) => change({ user })}
          error={shown.user}
        />
        <Field
          label={FIND.port}
          value={entered.port}
          onChange={(port) => change({ port })}
          error={shown.port}
        />
      </More>
      {reach.problem !== undefined && (
        <ProblemNote problem={reach.problem} remedies={{ 'try-again': next }} />
      )}
    </StepPage>
  );
}

/** How the search stands, below its list. */
function Search({ found }: { readonly found: FoundMachines }): ReactNode {
  const { machines, isLooking, isCut, problem, again } = found;
  if (problem !== undefined) return <ProblemNote problem={problem} remedies={{ 'try-again': again }} />;
  const text =
    machines.length === 0 ? FIND.none : `${FIND.found(machines.length)}${isCut ? ` ${FIND.isCut}` : ''}`;
  return (
    <div className="search">
      <p role="status">{isLooking ? FIND.looking : text}</p>
      {!isLooking && (
        <Button kind="plain" onPress={again}>
          {FIND.again}
        </Button>
      )}
    </div>
  );
}

function optionsOf(machines: readonly FoundMachine[], demo: AppInfo['demoStandby']): RadioOption[] {
  const own = { value: DEMO, title: FIND.demo, detail: FIND.demoDetail };
  return [
    ...(demo === undefined ? [] : [own]),
    ...machines.map((machine) => ({
      value: valueOf(machine),
      title: printable(machine.name),
      detail: [
        machine.host + (machine.port === 22 ? '' : `:${String(machine.port)}`),
        ...machine.addresses.slice(0, 1),
      ]
        .map(printable)
        .join(', '),
    })),
  ];
}

function valueOf({ host, port }: FoundMachine): string {
  return `${host} ${String(port)}`;
}

function isMachine({ host, port }: FoundMachine, entered: Entered): boolean {
  return entered.host === host && entered.port === String(port);
}

/** For a page that waits for what it needs. */
export function Loading(): ReactNode {
  return (
    <p className="status" role="status">
      {COMMON.loading}…
    </p>
  );
}
