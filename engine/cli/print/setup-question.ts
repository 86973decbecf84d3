import type { KnownHint } from '../../api/engine.ts';
import type { HostKeyQuestion, SshdQuestion } from '../../api/setup.ts';
import { printable } from '../../model/path-text.ts';

const ON_THAT_MACHINE = 'ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub';

/** Fingerprint and picture, and how that machine itself shows them. */
export function printHostKey({
  endpoint,
  given,
  yours,
  pin,
  hostKeyType,
  randomart,
}: HostKeyQuestion): string {
  const [head, shown] =
    given === undefined
      ? [`${printable(endpoint)} shows a host key that nobody has vouched for:`, `${printable(hostKeyType)}:`]
      : [
          `${printable(endpoint)} does not show the host key that was given with the pair:\n  ${printable(given)}  was given`,
          `${printable(hostKeyType)}, is shown:`,
        ];
  return [
    head,
    `  ${printable(pin)}  ${shown}`,
    ...randomart.split('\n').map((row) => `  ${printable(row)}`),
    `${knownText(yours)}Compare with what that machine itself shows for: ${ON_THAT_MACHINE}`,
    '',
  ].join('\n');
}

/** A line, or nothing. */
export function knownText(yours: KnownHint): string {
  if (yours === undefined) return '';
  return yours === 'same'
    ? 'Your own ~/.ssh/known_hosts has this very key for it.\n'
    : 'Your own ~/.ssh/known_hosts has another key for it: it may be another machine.\n';
}

/** The whole change, before it is made. */
export function printSshdChange({ endpoint, settings, file, text }: SshdQuestion): string {
  return [
    `Settings of the ssh server of ${printable(endpoint)} keep root’s key out:`,
    ...settings.map((setting) => `  ${printable(setting)}`),
    `A new file ${printable(file)} there would change them:`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${printable(line)}`),
    'It is taken away again when the key does not work with it.',
    '',
  ].join('\n');
}
