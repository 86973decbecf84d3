import { readFileSync } from 'node:fs';
import type { MachineFacts } from '../../engine/model/machine.ts';
import { beginMarker, endMarker } from '../../engine/model/shell.ts';
import { parseSurvey } from '../../engine/platform/parse-survey.ts';

export type ToldField = readonly [key: string, value: string];

export const TOLD_MACHINES = [
  'power-mac-10.4',
  'intel-10.14',
  'intel-t2-14',
  'apple-silicon-15',
  'debian-12',
  'linux-server',
] as const;
export type ToldMachine = (typeof TOLD_MACHINES)[number];

/** What a machine of test/fixtures/survey tells, in order. */
export function toldBy(machine: ToldMachine): readonly ToldField[] {
  const text = readFileSync(new URL(`../fixtures/survey/${machine}.txt`, import.meta.url), 'utf8');
  // ==== ifconfig
  return text
    .split(/^==== /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1).replace(/\n$/, '')];
    });
}

/** The same with other values; one of `undefined` is not told. */
export function toldWith(
  machine: ToldMachine,
  changes: Readonly<Record<string, string | undefined>>,
): readonly ToldField[] {
  const fields = toldBy(machine);
  const at = fields.findIndex(([key]) => key === 'place');
  const isOld = ([key]: ToldField): boolean => !(key in changes);
  const news = Object.entries(changes).flatMap(([key, value]): ToldField[] =>
    value === undefined ? [] : [[key, value]],
  );
  return [...fields.slice(0, at).filter(isOld), ...news, ...fields.slice(at).filter(isOld)];
}

export function placesOf(fields: readonly ToldField[]): readonly string[] {
  return fields.filter(([key]) => key === 'place').map(([, value]) => value);
}

/** As the script prints it, with a nonce of `n`. */
export function surveyOutput(fields: readonly ToldField[]): Uint8Array {
  const body = fields.map(([key, value]) => `${key}\0${value}\0`).join('');
  return Buffer.from(`noise\n${beginMarker('n')}${body}${endMarker('n')}`);
}

/** The facts that are made of it, or what is wrong with it. */
export function factsOf(fields: readonly ToldField[]): MachineFacts | string {
  const parsed = parseSurvey(surveyOutput(fields), { nonce: 'n', paths: placesOf(fields) });
  return parsed.ok ? parsed.value : parsed.error;
}
