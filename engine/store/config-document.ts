import type { z } from 'zod';
import { Config } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { CURRENT_VERSION, migrate, type Migration } from './migrations.ts';

const ISSUES_NAMED = 3;

/** Reads the bytes of `config.json`. Throws `config.unreadable` or `config.newer`; `path` is only for these. */
export function parseConfig(
  bytes: Uint8Array,
  path: string,
  migrations: readonly Migration[],
): { readonly config: Config; readonly from: number } {
  const unreadable = (text: string, cause?: unknown) =>
    EngineError.of('config.unreadable', { path, text }, 'person', cause);
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw unreadable(error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not UTF-8', error);
  }
  const migrated = migrate(document, migrations);
  if (!migrated.ok) {
    if (migrated.error.kind === 'unreadable') throw unreadable(migrated.error.text);
    const found = String(migrated.error.version);
    throw EngineError.of('config.newer', { path, expected: String(CURRENT_VERSION), found });
  }
  const parsed = Config.safeParse(migrated.value.value);
  if (!parsed.success) throw unreadable(describeIssues(parsed.error), parsed.error);
  return { config: parsed.data, from: migrated.value.from };
}

/** `pairs[0].name: Invalid input: expected string, received number; …` */
function describeIssues({ issues }: z.ZodError): string {
  const named = issues.slice(0, ISSUES_NAMED).map(({ path, message }) => `${place(path)}: ${message}`);
  const more = issues.length - named.length;
  return named.join('; ') + (more > 0 ? `; and ${String(more)} more` : '');
}

function place(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`)).join('');
  return text === '' ? 'the document' : text.replace(/^\./, '');
}
