import { countOf } from '../../../../engine/text/amounts.ts';

/** What is said of drills. */
export const DRILL = {
  title: 'Drill',
  note: 'A drill reads the copy, looks at accounts, databases and configurations, and runs the pair’s commands for it on the standby. It changes nothing there, and does not touch the primary.',
  run: 'Run a Drill',
  stop: 'Cancel',
  underWay: 'Trying the standby',
  stopping: 'Ending the drill…',
  reaching: 'Reaching the standby…',
  notRun: 'The drill did not come to its end',
  never: 'There was no drill yet',
  neverWhy: 'What was never tried may not work when it is needed.',
  passed: 'The last drill went well',
  failed: 'In the last drill something failed',
  cut: 'The last drill was cut',
  took: (duration: string) => `took ${duration}`,
  tried: (count: number) => `${countOf(count, 'thing')} tried`,
} as const;
