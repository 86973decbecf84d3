import { printable } from '../../model/path-text.ts';
import { UsageError } from '../usage-error.ts';

/** What a schema says is wrong. */
interface Fault {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** What is wrong with settings that were typed: `options` names what each field was given by. */
export function settingFault(
  { issues: [issue] }: Fault,
  given: object,
  options: Readonly<Record<string, string>>,
): UsageError {
  const wanted = issue?.message ?? 'something else';
  const [field, at] = issue?.path ?? [];
  const option = options[String(field)];
  // About several at once.
  if (option === undefined) return new UsageError(`this cannot be: ${wanted}`);
  const value: unknown = (given as Readonly<Record<string, unknown>>)[String(field)];
  const typed: unknown = Array.isArray(value) && typeof at === 'number' ? value[at] : value;
  return new UsageError(`${option} is "${printable(String(typed))}", and must be ${wanted}`);
}
