import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** A child process that tells by messages; killed at the end of the test if it still runs. */
export class Child {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly messages: unknown[] = [];

  constructor(program: string, args: readonly string[], ids: { uid?: number; gid?: number } = {}) {
    this.process = fork(program, [...args], {
      ...ids,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.exited = once(this.process, 'exit');
    this.process.on('message', (message) => this.messages.push(message));
    onTestFinished(() => this.kill());
  }

  get isThere(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  send(message: string): void {
    if (this.process.connected) this.process.send(message, () => undefined);
  }

  /** The next message, or `undefined` when the process ended without one. */
  async next(): Promise<unknown> {
    const message = once(this.process, 'message').then(([value]: unknown[]) => value);
    return Promise.race([message, this.exited.then(() => undefined)]);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}
