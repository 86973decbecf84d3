import { formatEndpoint } from '../../model/endpoint.ts';
import { EngineError } from '../../model/problem.ts';
import { installDropIn, readSshdSettings, undoDropIn, type SshdFault } from '../../ssh/sshd-change.ts';
import { canMend, DROP_IN_FILE, dropInFor, findObstacles, type Obstacle } from '../../ssh/sshd-settings.ts';
import type { RootSession } from './root-session.ts';
import type { SetupRun } from './setup-run.ts';

/** What a person agreed to: the whole text of a file for the standby's sshd. */
export interface SshdChange {
  readonly text: string;
}

/** How `sshd -T` names what each is about; without the value. */
const SETTINGS: Readonly<Record<Obstacle['kind'], string>> = {
  'root-login': 'PermitRootLogin',
  'public-key': 'PubkeyAuthentication',
  'keys-file': 'AuthorizedKeysFile',
  methods: 'AuthenticationMethods',
  algorithms: 'PubkeyAcceptedAlgorithms',
  command: 'ForceCommand',
  'allow-users': 'AllowUsers',
  'allow-groups': 'AllowGroups',
  'deny-users': 'DenyUsers',
  'deny-groups': 'DenyGroups',
  'access-group': 'Remote Login without root:',
};

/**
 * What must be changed before root's key can work, agreed by a person; `undefined`: nothing. An sshd that does not tell its
 * settings is no obstacle: the proof will show. Changes nothing. Throws `setup.sshd-in-the-way`.
 */
export async function agreeOnChange(
  run: SetupRun,
  { shell, account }: RootSession,
): Promise<SshdChange | undefined> {
  if (!account.obeysSshd) return undefined;
  const settings = await readSshdSettings(shell);
  const obstacles = settings.ok ? findObstacles(settings.value) : [];
  if (obstacles.length === 0) return undefined;
  const text = dropInFor(obstacles);
  if (text === undefined || !obstacles.every(canMend)) throw inTheWay(obstacles);
  const endpoint = formatEndpoint(run.machine);
  const asked = { endpoint, settings: obstacles.map(named), file: DROP_IN_FILE, text };
  if (!(await run.options.questions.changeSshd(asked))) throw inTheWay(obstacles);
  return { text };
}

/** Throws when sshd does not take it, or when it does not help; then everything is as before. */
export async function makeChange({ shell }: RootSession, { text }: SshdChange): Promise<void> {
  const after = await installDropIn(shell, text);
  if (!after.ok) throw unchanged(after.error);
  const left = findObstacles(after.value);
  if (left.length === 0) return;
  await undoChange({ shell });
  throw inTheWay(left);
}

/** By the session that was kept open. What keeps it from being undone outweighs what it is undone for. */
export async function undoChange({ shell }: Pick<RootSession, 'shell'>): Promise<void> {
  const undone = await undoDropIn(shell);
  if (!undone.ok) throw unchanged(undone.error);
}

function named({ kind, value }: Obstacle): string {
  return `${SETTINGS[kind]} ${value}`;
}

function inTheWay(obstacles: readonly Obstacle[]): EngineError {
  return EngineError.of('setup.sshd-in-the-way', { text: obstacles.map(named).join(', ') });
}

function unchanged({ kind, text }: SshdFault): EngineError {
  return EngineError.of('setup.sshd-unchanged', { found: kind, ...(text !== '' && { text }) });
}
