/** What the popover says. */
export const POPOVER_WORDS = {
  menu: 'Menu',
  open: 'Open Warmspare…',
  settings: 'Settings…',
  quit: 'Quit Warmspare',
  title: 'Warmspare',
  syncNow: 'Sync Now',
  preview: 'Preview…',
  details: 'Details…',
  noPair:
    'No spare is set up yet. Warmspare copies this Mac to another one, and keeps that copy ready to take over.',
  setUp: 'Set Up a Spare…',
  loading: 'Looking at the pairs…',
  wouldDelete: 'Among what would be deleted:',
  lastRuns: (count: number) =>
    count === 1 ? 'The last run, by duration' : `Last ${String(count)} runs, by duration`,
  lastTime: (duration: string) => `${duration} last time`,
  noRuns: 'No run yet.',
} as const;
