import { useState, type ReactNode } from 'react';
import type { Runbook } from '../../../../engine/model/runbook.ts';
import {
  minutesWords,
  numberedSections,
  type NumberedSection,
} from '../../../../engine/text/runbook/runbook-parts.ts';
import { Group } from '../../../parts/Group.tsx';
import { WORDS } from '../words.ts';
import { Step } from './Step.tsx';

type Done = ReadonlySet<string>;

/** The steps, to be ticked. What is ticked is known to this page alone. */
export function Sections({ runbook }: { readonly runbook: Runbook }): ReactNode {
  const [done, setDone] = useState<Done>(new Set());
  const sections = numberedSections(runbook);
  if (sections.length === 0) return null;
  return (
    <Group title={WORDS.steps} note={WORDS.stepsNote}>
      {sections.map((section) => (
        <Section
          key={section.section.id}
          of={section}
          done={done}
          onDone={(id, isDone) => setDone((before) => withOne(before, id, isDone))}
        />
      ))}
    </Group>
  );
}

interface SectionProps {
  readonly of: NumberedSection;
  readonly done: Done;
  readonly onDone: (id: string, isDone: boolean) => void;
}

function Section({ of: { section, minutes, steps }, done, onDone }: SectionProps): ReactNode {
  const ticked = steps.filter(({ step }) => done.has(step.id)).length;
  return (
    <section className="phase" aria-label={section.title}>
      <header>
        <h3>{section.title}</h3>
        <p>
          {ticked > 0 && <span role="status">{WORDS.done(ticked, steps.length)}</span>}
          <span>{minutesWords(minutes)}</span>
        </p>
      </header>
      {steps.map((step) => (
        <Step
          key={step.step.id}
          of={step}
          isDone={done.has(step.step.id)}
          onDone={(isDone) => onDone(step.step.id, isDone)}
        />
      ))}
    </section>
  );
}

function withOne(before: Done, id: string, isIn: boolean): Done {
  const after = new Set(before);
  if (isIn) after.add(id);
  else after.delete(id);
  return after;
}
