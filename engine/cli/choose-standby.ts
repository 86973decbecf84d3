import type { FoundMachine } from '../model/found-machine.ts';
import { EngineError } from '../model/problem.ts';
import { askText } from './ask.ts';
import { EXIT } from './exit-status.ts';
import { lookAround } from './look-around.ts';
import { addressOf, NOTHING_FOUND, printChoice } from './print/found.ts';
import { printProblem } from './print/problem.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** Lets a person at a terminal choose among the machines around by number, or type an address; returns the address. */
export async function chooseStandby(session: Session): Promise<string> {
  const machines = await machinesAround(session);
  const question =
    machines.length === 0 ? 'Address of the standby: ' : 'Which is the standby? Its number, or an address: ';
  const answer = (await askText(session, question)) ?? '';
  // 1   12   ×  ssh://root@spare.local
  if (!/^\d+$/.test(answer)) return answer;
  const machine = machines[Number(answer) - 1];
  if (machine === undefined) throw new UsageError(`there is no machine with the number ${answer}`);
  return addressOf(machine);
}

/** Shown as well. That nobody could be asked is no reason not to ask the person. */
async function machinesAround(session: Session): Promise<readonly FoundMachine[]> {
  try {
    const { machines, isCancelled } = await lookAround(session);
    if (isCancelled) session.io.exitNow(EXIT.cancelled);
    const text = machines.length === 0 ? NOTHING_FOUND : printChoice(machines, session.print());
    await session.err.line(text);
    return machines;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    await session.err.line(printProblem(error.problem));
    return [];
  }
}
