/** The doors to the world outside, each with the places that may use it. To open one for another file, add the
 *  file here, and say why beside it. A place ends with "/" for a folder and its subfolders. */
export const RAW_DOORS = {
  childProcess: {
    what: 'child_process starts programs',
    allowedIn: [
      'engine/rsync/spawn.ts', // the one spawn of rsync
      'engine/rsync/fifo-names.ts', // mkfifo
      'engine/ssh/', // the system's ssh
      'engine/platform/', // what only a system's own tools know
      'build/',
      'test/',
    ],
  },
  ssh2: {
    what: 'ssh2 is wrapped',
    allowedIn: ['engine/ssh/', 'test/'],
  },
  ipcMain: {
    what: 'ipcMain lets pages in, and every sender is checked there',
    allowedIn: ['main/ipc/', 'test/'],
  },
  platform: {
    what: 'the platform is asked once',
    allowedIn: ['engine/platform/index.ts', 'build/', 'test/'],
  },
  clock: {
    what: 'the time comes from the clock port',
    allowedIn: ['engine/platform/clock.ts', 'renderer/clock.ts', 'build/', 'test/'],
  },
};

const MODULES = new Map([
  ['child_process', 'childProcess'],
  ['node:child_process', 'childProcess'],
  ['ssh2', 'ssh2'],
]);
/** What of a module is behind a door, where the rest is not. */
const NAMES = new Map([['electron ipcMain', 'ipcMain']]);
const MEMBERS = new Map([
  ['electron.ipcMain', 'ipcMain'],
  ['process.platform', 'platform'],
  ['os.platform', 'platform'],
  ['Date.now', 'clock'],
]);

/** @param {keyof typeof RAW_DOORS} door
 *  @param {string} file relative to the checkout, with "/" */
export function mayUse(door, file) {
  return RAW_DOORS[door].allowedIn.some((place) =>
    place.endsWith('/') ? file.startsWith(place) : file === place,
  );
}

/** @type {import('eslint').Rule.RuleModule} */
export const rawDoorsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/');
    /** @param {import('eslint').Rule.Node | import('estree').Node} node
     *  @param {string | undefined} door */
    const check = (node, door) => {
      if (door === undefined || mayUse(/** @type {keyof typeof RAW_DOORS} */ (door), file)) return;
      const { what, allowedIn } = RAW_DOORS[/** @type {keyof typeof RAW_DOORS} */ (door)];
      const message = `${what}: only in ${allowedIn.join(', ')} (build/lint/raw-doors.mjs).`;
      context.report({ node, message });
    };
    /** @param {import('estree').Node | null | undefined} source */
    const checkModule = (source) => {
      if (source?.type === 'Literal') check(source, MODULES.get(String(source.value)));
    };
    return {
      ImportDeclaration(node) {
        checkModule(node.source);
        for (const each of node.specifiers) {
          if (each.type !== 'ImportSpecifier' || each.imported.type !== 'Identifier') continue;
          check(node, NAMES.get(`${String(node.source.value)} ${each.imported.name}`));
        }
      },
      ExportNamedDeclaration: (node) => checkModule(node.source),
      ExportAllDeclaration: (node) => checkModule(node.source),
      ImportExpression: (node) => checkModule(node.source),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require')
          checkModule(node.arguments[0]);
        if (isDate(node.callee) && node.arguments.length === 0) check(node, 'clock');
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) check(node, 'clock');
      },
      MemberExpression(node) {
        if (node.object.type === 'Identifier' && node.property.type === 'Identifier' && !node.computed) {
          check(node, MEMBERS.get(`${node.object.name}.${node.property.name}`));
        }
      },
    };
  },
};

/** @param {import('estree').Node} callee */
function isDate(callee) {
  return callee.type === 'Identifier' && callee.name === 'Date';
}
