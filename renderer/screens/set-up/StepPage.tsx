import { useEffect, useRef, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../parts/Button.tsx';
import { COMMON } from './words.ts';

export interface StepPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** What was found or is under way, read aloud when it changes. */
  readonly status?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly backLabel?: string | undefined;
  /** Called off while it is under way. */
  readonly onStop?: (() => void) | undefined;
  /** Return does it, too. */
  readonly onNext?: (() => void) | undefined;
  readonly nextLabel?: string | undefined;
  readonly isNextDisabled?: boolean;
  /** Other buttons beside it. */
  readonly actions?: ReactNode;
}

/** One step: a heading that is read when the step begins, what it is about, and the way on and back. */
export function StepPage(props: StepPageProps): ReactNode {
  const { title, lead, children, status, onBack, onStop, onNext } = props;
  const { backLabel = COMMON.back, nextLabel = COMMON.continue, isNextDisabled = false, actions } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.closest('main')?.scrollTo({ top: 0 });
  }, [title]);
  return (
    <Form
      className="step"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNextDisabled) onNext?.();
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
      <p role="status" className={status === undefined ? 'visually-hidden' : 'status'}>
        {status}
      </p>
      <div className="step-foot">
        {onBack !== undefined && <Button onPress={onBack}>{backLabel}</Button>}
        {onStop !== undefined && <Button onPress={onStop}>{COMMON.stop}</Button>}
        <span className="gap" />
        {actions}
        {onNext !== undefined && (
          <Button type="submit" kind="primary" isDisabled={isNextDisabled}>
            {nextLabel}
          </Button>
        )}
      </div>
    </Form>
  );
}
