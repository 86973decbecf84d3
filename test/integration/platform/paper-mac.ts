import { mkdirSync, writeFileSync } from 'node:fs';
import { SURVEY_SCRIPT } from '../../../engine/platform/survey-script.ts';
import { toldBy, type ToldMachine } from '../../helpers/told-machine.ts';

/** Which program and words print what a key holds; the keys of `toldBy`. */
const CALLS: Readonly<Record<string, string>> = {
  system: 'uname -s',
  'host-name': 'uname -n',
  release: 'uname -r',
  arch: 'uname -m',
  uid: 'id -u',
  'sw-vers': 'sw_vers',
  cpu: 'sysctl -n machdep.cpu.brand_string',
  model: 'sysctl -n hw.model',
  arm64: 'sysctl -n hw.optional.arm64',
  expert: 'ioreg -rd1 -c IOPlatformExpertDevice',
  'computer-name': 'scutil --get ComputerName',
  'local-host-name': 'scutil --get LocalHostName',
  ifconfig: 'ifconfig -a',
  route: 'route -n get default',
  dns: 'scutil --dns',
  'service-order': 'networksetup -listnetworkserviceorder',
  filevault: 'fdesetup status',
  'power-custom': 'pmset -g custom',
  power: 'pmset -g',
  'network-time': 'systemsetup -getusingnetworktime',
  shares: 'sharing -l',
  disabled: 'launchctl print-disabled system',
  launchctl: 'launchctl list',
  lsof: 'lsof -nP +c 0 -iTCP',
  netstat: 'netstat -an -p tcp',
  'user-ids': 'dscl . -list /Users UniqueID',
  'user-homes': 'dscl . -list /Users NFSHomeDirectory',
};

/** Tools of a Mac that print what test/fixtures/survey has, and nothing else, and a script that asks these. */
export class PaperMac {
  readonly script: string;
  readonly #folder: string;
  readonly #answers = new Map<string, string>();

  constructor(folder: string, machine: ToldMachine) {
    this.#folder = folder;
    for (const name of ['bin', 'daemons', 'tabs', 'etc']) mkdirSync(`${folder}/${name}`, { recursive: true });
    let place = '';
    for (const [key, value] of toldBy(machine)) {
      const call = CALLS[key] ?? (key.startsWith('getinfo ') ? `networksetup -${key}` : undefined);
      if (key === 'place') place = value;
      else if (call !== undefined) this.answer(call, value);
      else if (key === 'df') this.answer(`df -Pk ${place}`, value);
      else if (key === 'diskutil') this.answer(`diskutil info -plist ${deviceOf(value)}`, value);
      else if (key === 'whole-disk') this.answer(`diskutil info -plist ${deviceOf(value)}`, value);
      else if (key === 'bless') this.answer(`bless --info ${place}`, value);
      else if (key === 'daemons') this.#daemons(value);
    }
    this.script = SURVEY_SCRIPT.replace('PATH=/usr/bin:', `PATH=${folder}/bin:/usr/bin:`)
      .replaceAll('/Library/LaunchDaemons', `${folder}/daemons`)
      .replaceAll('/usr/lib/cron/tabs', `${folder}/tabs`)
      .replaceAll('/etc/', `${folder}/etc/`);
  }

  get daemonsFolder(): string {
    return `${this.#folder}/daemons`;
  }

  /** What a program prints when it is called with just these words. */
  answer(call: string, text: string): void {
    this.#answers.set(call, text);
    const [program = ''] = call.split(' ');
    const cases = [...this.#answers]
      .filter(([other]) => other === program || other.startsWith(`${program} `))
      .map(
        ([other, said]) =>
          `'${other.slice(program.length + 1)}') cat <<'END_OF_ANSWER'\n${said}\nEND_OF_ANSWER\n;;\n`,
      );
    this.program(program, `case "$*" in\n${cases.join('')}*) exit 1 ;;\nesac\n`);
  }

  program(name: string, text: string): void {
    writeFileSync(`${this.#folder}/bin/${name}`, `#!/bin/sh\n${text}`, { mode: 0o755 });
  }

  #daemons(told: string): void {
    for (const line of told.split('\n')) {
      const [path = '', label = '', disabled = ''] = line.split('\t');
      const file = `${this.#folder}/daemons/${path.replace(/^.*\//, '')}`;
      writeFileSync(file, '');
      if (label !== '') this.answer(`PlistBuddy -c Print :Label ${file}`, label);
      if (disabled !== '') this.answer(`PlistBuddy -c Print :Disabled ${file}`, disabled);
    }
  }
}

function deviceOf(plist: string): string {
  // <key>DeviceIdentifier</key>\n\t<string>disk3s5</string>
  return `/dev/${/<key>DeviceIdentifier<\/key>\s*<string>([^<]+)/.exec(plist)?.[1] ?? ''}`;
}
