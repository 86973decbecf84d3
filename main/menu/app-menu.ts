import { Menu, type MenuItemConstructorOptions } from 'electron';
import { currentPlatform } from '../../engine/index.ts';
import type { Place } from '../../engine/api/settings.ts';
import type { PairView } from '../../engine/api/snapshot.ts';
import { displayName } from '../../engine/text/display-name.ts';
import { MENU_WORDS as WORDS } from './words.ts';

export interface AppMenuParts {
  readonly pairs: () => readonly PairView[];
  readonly open: (place: Place) => void;
  readonly closeWindow: () => void;
  readonly quit: () => void;
  /** An app that is being developed has its pages loaded anew, and looked into. */
  readonly isDevelopment: boolean;
}

/** The shortcuts that a person knows, and on a Mac the menu bar while a window is open. */
export function setAppMenu(parts: AppMenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(parts)));
}

export function appMenu(parts: AppMenuParts): MenuItemConstructorOptions[] {
  const { open, closeWindow, quit, isDevelopment } = parts;
  const settings: MenuItemConstructorOptions = {
    label: WORDS.settings,
    accelerator: 'CommandOrControl+,',
    click: () => open({ screen: 'general' }),
  };
  // Our own: the role would end the app without asking.
  const leave: MenuItemConstructorOptions = {
    label: WORDS.quit,
    accelerator: 'CommandOrControl+Q',
    click: quit,
  };
  const isMac = currentPlatform() === 'darwin';
  return [
    {
      label: 'Warmspare',
      submenu: [
        { role: 'about', label: WORDS.about },
        { type: 'separator' },
        settings,
        { type: 'separator' },
        ...(isMac ? HIDING : []),
        leave,
      ],
    },
    { role: 'editMenu' },
    {
      label: WORDS.view,
      submenu: [
        ...screens(parts),
        { type: 'separator' },
        { role: 'resetZoom', label: WORDS.actualSize },
        { role: 'zoomIn', label: WORDS.larger },
        { role: 'zoomOut', label: WORDS.smaller },
        {
          role: 'zoomIn',
          accelerator: 'CommandOrControl+=',
          visible: false,
          acceleratorWorksWhenHidden: true,
        },
        ...(isDevelopment ? DEVELOPMENT : []),
      ],
    },
    {
      label: WORDS.window,
      role: 'window',
      submenu: [
        { role: 'minimize' },
        { label: WORDS.closeWindow, accelerator: 'CommandOrControl+W', click: closeWindow },
      ],
    },
  ];
}

const HIDING: readonly MenuItemConstructorOptions[] = [
  { role: 'hide' },
  { role: 'hideOthers' },
  { role: 'unhide' },
  { type: 'separator' },
];

const DEVELOPMENT: readonly MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
];

/** Cmd-1 and on: what stands in the sidebar, for the first pair. */
function screens({ pairs, open }: AppMenuParts): MenuItemConstructorOptions[] {
  const [first] = pairs();
  const ofPair: readonly (readonly [string, Place['screen']])[] =
    first === undefined
      ? []
      : [
          [WORDS.overview, 'overview'],
          [WORDS.volumes, 'volumes'],
          [WORDS.schedule, 'schedule'],
          [WORDS.history, 'history'],
          [WORDS.failover, 'failover'],
        ];
  const pairId = first === undefined ? {} : { pairId: first.pair.id };
  const places: readonly (readonly [string, Place])[] = [
    ...ofPair.map(([label, screen]) => [named(label, pairs()), { screen, ...pairId }] as const),
    [WORDS.newSpare, { screen: 'set-up' }],
    [WORDS.keys, { screen: 'keys' }],
    [WORDS.general, { screen: 'general' }],
  ];
  return places.map(([label, place], at) => ({
    label,
    accelerator: `CommandOrControl+${String(at + 1)}`,
    click: () => open(place),
  }));
}

function named(label: string, pairs: readonly PairView[]): string {
  const [first] = pairs;
  const name = first === undefined ? '' : displayName(first.pair.name).replaceAll('&', '&&');
  return pairs.length > 1 ? WORDS.ofPair(label, name) : label;
}
