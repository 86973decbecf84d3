import type { SupervisorForm } from './supervisor.ts';

const NAME = 'warmspare.service';

/** A unit of the system's: systemd.service(5), systemd.exec(5). */
export const systemd: SupervisorForm = {
  file: `/etc/systemd/system/${NAME}`,
  describe: ({ argv, home, user }) => `[Unit]
Description=Warmspare keeps the warm spares of this machine
Wants=network-online.target
After=network-online.target

[Service]
Type=simple
ExecStart=${[...argv, '--home', home, 'serve'].map(quoted).join(' ')}
${user === undefined ? '' : `User=${user}\n`}Restart=on-failure
RestartSec=10
# A run that is called off ends its own rsync, and has two minutes for it.
KillMode=mixed
TimeoutStopSec=120
UMask=0077
Nice=5
IOSchedulingClass=best-effort
IOSchedulingPriority=6
TasksMax=256
LimitNOFILE=4096
NoNewPrivileges=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectControlGroups=true
LockPersonality=true

[Install]
WantedBy=multi-user.target
`,
  homeIn: (text) => {
    // "--home" "/srv/Warm \"spare\"" "serve"
    const [, word] = /"--home" "((?:[^"\\]|\\.)*)"/.exec(text) ?? [];
    return word === undefined ? undefined : unquoted(word);
  },
  load: [
    ['systemctl', 'daemon-reload'],
    ['systemctl', 'enable', '--now', NAME],
  ],
  unload: [
    ['systemctl', 'disable', '--now', NAME],
    ['systemctl', 'daemon-reload'],
  ],
  ask: ['systemctl', 'is-active', '--quiet', NAME],
};

/** One word of ExecStart: systemd.syntax(7) has C's escapes in double quotes, and takes % and $ for its own. */
function quoted(word: string): string {
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$');
  return `"${escaped}"`;
}

/** Undoes `quoted`. */
function unquoted(word: string): string {
  return word
    .replaceAll('$$', '$')
    .replaceAll('%%', '%')
    .replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
