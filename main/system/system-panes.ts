import type { InputOf } from '../../engine/api/contract.ts';
import type { WindowRequests } from '../../engine/api/app-contract.ts';

type Pane = InputOf<WindowRequests['app.system-settings']>['pane'];

/** Addresses of macOS's System Settings, as macOS 13 and later take them. */
export const SYSTEM_PANES: Readonly<Record<Pane, string>> = {
  'full-disk-access': 'x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles',
  'local-network': 'x-apple.systempreferences:com.apple.preference.security?Privacy_LocalNetwork',
  'remote-login': 'x-apple.systempreferences:com.apple.Sharing-Settings.extension',
  'login-items': 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension',
};
