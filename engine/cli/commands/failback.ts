import type { WayBack } from '../../api/promotion.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import { printable } from '../../model/path-text.ts';
import { askYesNo, canAsk } from '../ask.ts';
import { EXIT, statusOfRun, type ExitStatus } from '../exit-status.ts';
import { hostedEngine } from '../hosted-engine.ts';
import { outcomeText } from '../print/status.ts';
import { runWithProgress } from '../run-with-progress.ts';
import type { Session } from '../session.ts';
import { command } from '../text/command.ts';
import { UsageError } from '../usage-error.ts';
import { followed } from './promote.ts';
import { showPreview } from './sync.ts';

export interface FailbackCommandOptions {
  readonly finish?: boolean;
  readonly servicesAreStopped?: boolean;
}

/** Makes or finds the way back, and shows what would come over it. */
export async function failback(
  session: Session,
  name: string,
  { servicesAreStopped }: FailbackCommandOptions,
): Promise<ExitStatus> {
  if (servicesAreStopped === true) throw new UsageError('--services-are-stopped goes with --finish');
  const way = await followed(session, ({ signal }) => session.engine.promotion.failBack(name, { signal }));
  if (session.json) {
    await session.out.json({ type: 'failback', ...way });
    return EXIT.done;
  }
  await session.out.line(wayText(way));
  if (way.needsSetup) {
    await session.out.line(
      `\nIt needs a set-up first, with keys of its own: ${command('setup', way.wayBack.name)}\nThen look at what would come back: ${command('failback', name)}`,
    );
    return EXIT.done;
  }
  await session.out.line('\nLooking at what would come back; nothing is copied.');
  const engine = await hostedEngine(session);
  const status = await runWithProgress(session, way.wayBack.name, {
    run: (hooks) => engine.sync(way.wayBack.name, { mode: 'preview', ...hooks }),
    after: (record, pair) => showPreview(session, record, pair),
  });
  await session.out.line(nextText(way));
  return status;
}

function wayText({ pair, wayBack, isNew }: WayBack): string {
  const volumes = wayBack.volumes.map(
    ({ source, destination }) => `  ${printable(source)} -> ${printable(destination)}`,
  );
  return [
    `${isNew ? 'Made the way back of' : 'The way back of'} ${printable(pair.name)}: the pair ${printable(wayBack.name)}, which copies by hand alone,`,
    `from ${printable(formatEndpoint(wayBack.primary))} to ${printable(formatEndpoint(wayBack.standby))}:`,
    ...volumes,
  ].join('\n');
}

function nextText({ pair, wayBack }: WayBack): string {
  return [
    '',
    `Copy it, as often as you like while the standby serves: ${command('sync', wayBack.name)}`,
    'The first run is held when anything on the primary would be overwritten or deleted: look at it, and approve it if that is right.',
    `Then stop what serves on the standby, and give the role back: ${command('failback', pair.name, '--finish')}`,
  ].join('\n');
}

export async function finishFailback(
  session: Session,
  name: string,
  { servicesAreStopped = false }: FailbackCommandOptions,
): Promise<ExitStatus> {
  const isStopped = servicesAreStopped || (await askStopped(session, name));
  const done = await followed(session, (following) =>
    session.engine.promotion.finishFailBack(name, { servicesAreStopped: isStopped, ...following }),
  );
  const copied = done.copied === undefined ? undefined : await session.engine.history.get(done.copied);
  if (session.json) await session.out.json({ type: 'failback.finished', ...done });
  else {
    await session.out.line(
      `The role is given back: the primary serves, and the standby is one again, generation ${String(done.record.role.generation)}.`,
    );
    if (copied !== undefined && copied.outcome !== 'succeeded')
      await session.out.line(
        `The copy to the standby after that: ${outcomeText(copied)}. Look at it before the next one: ${command('sync', name, '--preview')}`,
      );
  }
  return copied === undefined ? EXIT.done : statusOfRun(copied);
}

async function askStopped(session: Session, name: string): Promise<boolean> {
  const { standby } = await session.engine.pairs.get(name);
  if (!canAsk(session))
    throw new UsageError(
      '--services-are-stopped has to be given, by whoever knows that nothing is changed on the standby any more',
    );
  return askYesNo(
    session,
    `Is everything stopped that serves on ${printable(formatEndpoint(standby))}, so that nothing is changed there any more?`,
  );
}
