/** What the sidebar of the window says. */
export const SIDEBAR_WORDS = {
  screens: 'Screens',
  setUp: 'Set up',
  overview: 'Overview',
  volumes: 'Volumes',
  schedule: 'Schedule',
  history: 'History',
  failover: 'Failover',
  app: 'Warmspare',
  newSpare: 'New spare…',
  alerts: 'Alerts',
  keys: 'Keys',
  general: 'General',
} as const;
