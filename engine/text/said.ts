import { printable } from '../model/path-text.ts';
import type { ProblemDetails } from '../model/problem.ts';
import type { PairNamed, Ways } from './ways.ts';
import { when } from './words.ts';

/** The details of a problem as phrases that fit into a sentence, whatever is missing. */
export interface Said {
  /** `the standby (ssh://root@spare.local)` */
  readonly machine: string;
  /** `the standby` */
  readonly side: string;
  readonly path: string;
  /** ` (rsync's status 23)` or nothing. */
  readonly status: string;
  readonly pair: string;
  readonly pairName: PairNamed;
  readonly details: ProblemDetails;
  readonly ways: Ways;
}

export function said(details: ProblemDetails, ways: Ways, pairName: PairNamed): Said {
  const side = details.side === undefined ? 'the other machine' : `the ${details.side}`;
  const endpoint = details.endpoint;
  return {
    side,
    machine: endpoint === undefined || endpoint === 'local' ? side : `${side} (${printable(endpoint)})`,
    path: when(details.path, printable, 'a file'),
    status: when(details.exitCode, (code) => ` (status ${String(code)})`),
    pair: when(pairName, (name) => `the pair ${printable(name)}`, 'this pair'),
    pairName,
    details,
    ways,
  };
}

/** `: no route to host`, or nothing. */
export function because({ details }: Said): string {
  return when(details.text, (text) => `: ${printable(text)}`);
}

/** ` /Users/anna/config.json`, or nothing. */
export function named({ details }: Said): string {
  return when(details.path, (path) => ` ${printable(path)}`);
}
