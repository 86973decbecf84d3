import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { EXIT } from './exit-status.ts';
import type { Session } from './session.ts';

/** A question can be put: somebody sits there and no script reads along. */
export function canAsk({ io, json }: Session): boolean {
  return !json && io.terminal.stdin && io.terminal.stderr;
}

/** Asks on stderr. Anything but y or yes, and no answer at all, is no. */
export async function askYesNo(session: Session, question: string): Promise<boolean> {
  const answer = await ask(session, `${question} [y/N] `);
  // y   Yes   ×  yea   ×  no
  return /^\s*y(es)?\s*$/i.test(answer ?? '');
}

/** Asks on stderr for a line, without the spaces around it. `undefined`: nobody answers any more. */
export async function askText(session: Session, question: string): Promise<string | undefined> {
  return (await ask(session, question))?.trim();
}

/** The same, and nothing of the answer is shown. Every character of it counts. */
export function askHidden(session: Session, question: string): Promise<string | undefined> {
  return ask(session, question, { hidden: true });
}

async function ask(session: Session, question: string, { hidden = false } = {}): Promise<string | undefined> {
  const interrupted = (): void => {
    session.err.send('\n');
    session.io.exitNow(EXIT.cancelled);
  };
  const stop = session.io.onInterrupt(interrupted);
  // The echo is off before anybody can know that a password is asked for.
  const answering = nextLine(session, hidden, interrupted);
  await session.err.write(question);
  try {
    const answer = await answering;
    if (answer === undefined || hidden) await session.err.write('\n');
    return answer;
  } finally {
    stop();
  }
}

/** What was typed ahead, of each input. */
const unread = new WeakMap<Readable, string[]>();

/** Without echo the terminal's own line editing is off, so readline does it, and tells of Ctrl-C itself. */
function nextLine({ io }: Session, hidden: boolean, interrupted: () => void): Promise<string | undefined> {
  const ahead = unread.get(io.stdin) ?? [];
  unread.set(io.stdin, ahead);
  if (ahead.length > 0 || io.stdin.readableEnded) return Promise.resolve(ahead.shift());
  return new Promise((resolve) => {
    const editing = { output: nowhere(), terminal: io.terminal.stdin, historySize: 0 };
    const reader = createInterface({ input: io.stdin, ...(hidden && editing) });
    let answer: string | undefined;
    reader.on('line', (line) => {
      if (answer === undefined) {
        answer = line;
        reader.close();
      } else ahead.push(line);
    });
    reader.on('SIGINT', () => {
      reader.close();
      interrupted();
    });
    // Lines of the same piece come after the closing.
    reader.once('close', () => setImmediate(resolve, answer));
  });
}

function nowhere(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}
