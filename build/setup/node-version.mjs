/** @type {[number, number]} */
const MINIMUM = [20, 19];

/** Ends the process with one line when this Node is too old. */
export function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(`Warmspare needs Node ${MINIMUM.join('.')} or newer; this is Node ${process.versions.node}.`);
  if (process.argv[2] === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}
