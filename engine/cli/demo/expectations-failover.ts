import type { ReadinessReport } from '../../api/failover.ts';
import type { Runbook } from '../../model/runbook.ts';
import { ensure } from './demo-failure.ts';

/** One machine is no spare of itself. */
export function expectNotReady({ readiness: { overall, worst } }: ReadinessReport): void {
  ensure(
    overall !== 'ready' && worst !== undefined,
    `The standby of the demo is the primary itself and should not be ready, and is ${overall}.`,
  );
}

/** `texts`: what lies on the standby. */
export function expectDelivered(runbook: Runbook, texts: readonly string[]): void {
  ensure(texts.length > 0, 'The runbook should lie on the standby, and does not.');
  const titles = runbook.sections.flatMap(({ steps }) => steps.map(({ title }) => title));
  ensure(titles.length > 0, 'The runbook should have steps, and has none.');
  ensure(
    texts.every((text) => text.includes(runbook.pairName)),
    'What lies on the standby should be about this pair, and is not.',
  );
}
