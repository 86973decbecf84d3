import { app } from 'electron';
import { MENU_WORDS } from './words.ts';

export function showAbout(): void {
  app.setAboutPanelOptions({
    applicationName: 'Warmspare',
    applicationVersion: app.getVersion(),
    // Electron's own number would stand in brackets.
    version: '',
    credits: MENU_WORDS.aboutText,
  });
}
