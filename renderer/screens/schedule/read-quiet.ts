import { err, ok, type Result } from '../../../engine/model/result.ts';
import { QuietWindow } from '../../../engine/model/schedule-conditions.ts';
import type { ScheduleFault } from '../../../engine/model/schedule-fault.ts';
import type { QuietDraft } from './draft.ts';
import { readTimeField } from './read-fields.ts';

/** What is wrong with a time of quiet. */
export interface QuietFaults {
  readonly from: ScheduleFault | undefined;
  readonly to: ScheduleFault | undefined;
  readonly hasNoDays: boolean;
  /** It would end as it begins. */
  readonly isEmpty: boolean;
}

export function readQuiet({ from, to, weekdays }: QuietDraft): Result<QuietWindow, QuietFaults> {
  const begin = readTimeField(from);
  const end = readTimeField(to);
  const faults: QuietFaults = {
    from: begin.ok ? undefined : begin.error,
    to: end.ok ? undefined : end.error,
    hasNoDays: weekdays.length === 0,
    isEmpty: begin.ok && end.ok && begin.value === end.value,
  };
  if (!begin.ok || !end.ok || faults.hasNoDays || faults.isEmpty) return err(faults);
  return ok(QuietWindow.parse({ from: begin.value, to: end.value, weekdays }));
}
