import { z } from 'zod';
import { TimeOfDay, Weekdays } from './schedule.ts';

/** A part of the day without runs, in local time. When `to` is earlier than `from`, it ends on the day after; weekdays are those it begins on. */
export const QuietWindow = z
  .object({ from: TimeOfDay, to: TimeOfDay, weekdays: Weekdays })
  .refine(({ from, to }) => from !== to, 'a window that ends at another time than it begins');
export type QuietWindow = z.infer<typeof QuietWindow>;

/** What has to be so before a due run starts. A run that waits says for what. */
export const ScheduleConditions = z.object({
  /** Only on mains power. Where nobody can tell, it is taken for mains: a machine without a battery. */
  onMains: z.boolean(),
  /** Only on one of these networks, by name; none: on any. Where nobody can tell which it is, the run waits. */
  networks: z.array(z.string().min(1).max(200)).max(50),
  quiet: z.array(QuietWindow).max(50),
});
export type ScheduleConditions = z.infer<typeof ScheduleConditions>;

export const NO_CONDITIONS: ScheduleConditions = { onMains: false, networks: [], quiet: [] };

/** No scheduled run from `since` on, until `until` or until somebody resumes. ISO 8601, UTC. */
export const Pause = z.object({ since: z.iso.datetime(), until: z.iso.datetime().optional() });
export type Pause = z.infer<typeof Pause>;
