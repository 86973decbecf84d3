import { mkdirSync } from 'node:fs';
import { runOnBytes } from './path-bytes.ts';
import { runProcess } from './run-process.ts';

export async function addSpecialFiles(root: string): Promise<void> {
  mkdirSync(`${root}/special`, { recursive: true });
  runOnBytes('mkfifo -m 640 "$1"', [[`${root}/special/fifo`]]);
  await makeSocket(`${root}/special`, 'socket');
}

export function addDevices(root: string): void {
  mkdirSync(`${root}/devices`, { recursive: true });
  runOnBytes('mknod -m 640 "$1" "$2" "$3" "$4"', [
    [`${root}/devices/character`, 'c', '1', '3'],
    [`${root}/devices/large numbers`, 'c', '300', '70000'],
    [`${root}/devices/block`, 'b', '7', '200'],
  ]);
}

/** A process that listens takes its socket's file away when it closes: this one is killed first. The folder is
 *  its working directory because the path of a socket is at most 108 bytes long. */
async function makeSocket(folder: string, name: string): Promise<void> {
  const listen = `require('node:net').createServer().listen(${JSON.stringify(name)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await runProcess([process.execPath, '-e', listen], { cwd: folder, okCodes: 'any' });
}
