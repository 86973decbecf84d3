import type { AppInfo } from '../../../engine/api/settings.ts';

/** What the page of the app's own settings says. */
export const GENERAL_WORDS = {
  title: 'General',
  app: 'App',
  startAtLogin: 'Start at login',
  startAtLoginWhy: 'Warmspare is in the menu bar whenever you are signed in.',
  cannotStart: 'This system offers no way to start an app at login.',
  showAge: 'Age beside the icon',
  showAgeWhy: 'How old the oldest copy is, in the menu bar.',
  notKnown: 'The settings cannot be read',
  data: 'Data',
  folder: 'Data folder',
  reveal: (platform: AppInfo['platform']) => (platform === 'darwin' ? 'Show in Finder' : 'Show Folder'),
  importTitle: 'Configuration of a pair',
  importWhy: 'A file that was exported here or on another machine. Keys are made anew by its set-up.',
  importPair: 'Import…',
  about: 'About',
  version: (version: string) => `Warmspare ${version}`,
  runtime: (electron: string) => `Electron ${electron}`,
  isRoot: 'It runs as root, and can read everything.',
  licence: 'MIT licence',
  quit: 'Quit Warmspare',
  quitWhy: 'Nothing is copied until it is opened again.',
} as const;
