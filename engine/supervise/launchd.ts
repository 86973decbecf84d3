import { join } from 'node:path';
import { build, parse } from 'plist';
import type { SupervisorForm } from './supervisor.ts';

const LABEL = 'app.warmspare.serve';
const FILE = `/Library/LaunchDaemons/${LABEL}.plist`;
const TARGET = `system/${LABEL}`;
/** Homebrew's first: the rsync that comes with macOS keeps less. */
const PATH = '/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/** A LaunchDaemon: launchd.plist(5), launchctl(1). Not run on a real Mac. */
export const launchd: SupervisorForm = {
  file: FILE,
  describe: ({ argv, home, user }) =>
    `${build({
      Label: LABEL,
      ProgramArguments: [...argv, '--home', home, 'serve'],
      EnvironmentVariables: { PATH },
      ...(user !== undefined && { UserName: user }),
      RunAtLoad: true,
      // Begun again when it fails, and not when it was ended on purpose.
      KeepAlive: { SuccessfulExit: false },
      ThrottleInterval: 10,
      // A run that is called off has two minutes for its end.
      ExitTimeOut: 120,
      ProcessType: 'Standard',
      LowPriorityIO: true,
      Nice: 5,
      SoftResourceLimits: { NumberOfFiles: 4_096 },
      Umask: 0o077,
      // Opened as that user, who may not write to /var/log.
      StandardErrorPath: user === undefined ? '/var/log/warmspare.log' : join(home, 'service.log'),
    })}\n`,
  homeIn: (text) => {
    try {
      const { ProgramArguments: words = [] } = parse(text) as {
        readonly ProgramArguments?: readonly string[];
      };
      return words[words.indexOf('--home') + 1];
    } catch {
      return undefined;
    }
  },
  load: [
    ['/bin/launchctl', 'enable', TARGET],
    ['/bin/launchctl', 'bootstrap', 'system', FILE],
  ],
  unload: [['/bin/launchctl', 'bootout', TARGET]],
  ask: ['/bin/launchctl', 'print', TARGET],
};
