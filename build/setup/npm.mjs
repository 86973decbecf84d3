import { capture } from './processes.mjs';

/** Runs the npm that runs this script, or the one on PATH, to its end.
 *  @param {string[]} args */
export function npm(...args) {
  const path = process.env['npm_execpath'];
  const [program, ...first] = path?.endsWith('.js') ? [process.execPath, path] : ['npm'];
  return capture(program, [...first, ...args]);
}
