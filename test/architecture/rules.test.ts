import { describe, expect, it } from 'vitest';
import {
  barrels,
  filesOutsideLayers,
  forbiddenImports,
  importsWithoutExtension,
  longFiles,
  oddFileNames,
  vagueFileNames,
} from './rules.ts';
import type { SourceFile } from './source-tree.ts';

/** One made-up file a line of text. */
function aTree(tree: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(tree).map(([path, text]) => ({ path, text }));
}

describe('the architecture rules', () => {
  it('let every layer import what is below it', () => {
    const tree = aTree({
      'engine/model/pair.ts': `import { z } from 'zod'; import { Id } from './id.ts';`,
      'engine/plan/plan-sync.ts': `import type { Pair } from '../model/pair.ts';`,
      'engine/api/requests.ts': `import { z } from 'zod'; import { Pair } from '../model/pair.ts';`,
      'engine/text/problems.ts': `import { p } from '../model/p.ts'; import type { S } from '../api/s.ts';`,
      'engine/ssh/connect.ts': `import ssh2 from 'ssh2'; import { connect } from 'node:net';`,
      'engine/archive/prune.ts': `import type { Clock } from '../platform/clock.ts';`,
      'engine/run/run-sync.ts': `import { spawnRsync } from '../rsync/spawn.ts'; import { a } from '../ssh/a.ts';`,
      'engine/failover/probe.ts': `import { runSync } from '../run/run-sync.ts';`,
      'engine/host/server.ts': `import type { Engine } from '../index.ts'; import { a } from '../api/requests.ts';`,
      'engine/index.ts': `export { createEngine } from './run/engine.ts'; export { a } from './host/server.ts';`,
      'engine/cli/main.ts': `import { createEngine } from '../index.ts'; import type { P } from '../plan/p.ts';`,
      'main/main.ts': `import { app } from 'electron'; import { createEngine } from '../engine/index.ts';`,
      'renderer/screens/Pair.tsx': `import { useState } from 'react'; import type { P } from '../../engine/model/p.ts';`,
      'renderer/parts/Clock.tsx': `import { formatAge } from '../../engine/text/amounts.ts';`,
    });
    expect([...filesOutsideLayers(tree), ...forbiddenImports(tree)]).toEqual([]);
  });

  it('find an import that points up, sideways or out', () => {
    const tree = aTree({
      'engine/model/a.ts': `import { readFile } from 'node:fs/promises';`,
      'engine/model/b.ts': `import type { Plan } from '../plan/plan.ts';`,
      'engine/plan/a.ts': `import { z } from 'zod';`,
      'engine/plan/b.ts': `import { now } from '../platform/clock.ts';`,
      'engine/api/a.ts': `export type { Plan } from '../plan/plan.ts';`,
      'engine/text/a.ts': `import { planSync } from '../plan/plan-sync.ts';`,
      'engine/text/b.ts': `import { Requests } from '../api/requests.ts';`,
      'engine/rsync/a.ts': `const { Client } = require('ssh2');`,
      'engine/rsync/b.ts': `import { connect } from '../ssh/connect.ts';`,
      'engine/store/a.ts': `import { now, type Clock } from '../platform/clock.ts';`,
      'engine/keys/a.ts': `import fs from 'fs';`,
      'engine/ssh/a.ts': `const rsync = await import('../rsync/spawn.ts');`,
      'engine/run/a.ts': `import { createEngine } from '../index.ts';`,
      'engine/run/b.ts': `import { probe } from '../failover/probe.ts';`,
      'engine/cli/a.ts': `import { runSync } from '../run/run-sync.ts';`,
      'engine/cli/b.ts': `import { planSync } from '../plan/plan-sync.ts';`,
      'main/a.ts': `import { connect } from '../engine/ssh/connect.ts';`,
      'renderer/a.ts': `import { planSync } from '../engine/plan/plan-sync.ts';`,
      'renderer/b.ts': `let pair: import('../engine/store/config.ts').Config;`,
      'renderer/c.ts': `import { ipcRenderer } from 'electron';`,
    });
    expect(forbiddenImports(tree)).toEqual([
      'engine/model/a.ts imports node:fs/promises',
      'engine/model/b.ts imports engine/plan/plan.ts (types)',
      'engine/plan/a.ts imports zod',
      'engine/plan/b.ts imports engine/platform/clock.ts',
      'engine/api/a.ts imports engine/plan/plan.ts (types)',
      'engine/text/a.ts imports engine/plan/plan-sync.ts',
      'engine/text/b.ts imports engine/api/requests.ts',
      'engine/rsync/a.ts imports ssh2',
      'engine/rsync/b.ts imports engine/ssh/connect.ts',
      'engine/store/a.ts imports engine/platform/clock.ts',
      'engine/keys/a.ts imports fs',
      'engine/ssh/a.ts imports engine/rsync/spawn.ts',
      'engine/run/a.ts imports engine/index.ts',
      'engine/run/b.ts imports engine/failover/probe.ts',
      'engine/cli/a.ts imports engine/run/run-sync.ts',
      'engine/cli/b.ts imports engine/plan/plan-sync.ts',
      'main/a.ts imports engine/ssh/connect.ts',
      'renderer/a.ts imports engine/plan/plan-sync.ts',
      'renderer/b.ts imports engine/store/config.ts (types)',
      'renderer/c.ts imports electron',
    ]);
  });

  it('find a file in no layer', () => {
    const tree = aTree({ 'engine/engine.ts': '', 'engine/misc/a.ts': '', 'engine/index.ts': '' });
    expect(filesOutsideLayers(tree)).toEqual([
      'engine/engine.ts is in no layer',
      'engine/misc/a.ts is in no layer',
    ]);
  });

  it('find a relative import without its extension', () => {
    const tree = aTree({ 'engine/model/a.ts': `import { b } from './b'; import { c } from './c.ts';` });
    expect(importsWithoutExtension(tree)).toEqual([
      'engine/model/a.ts imports engine/model/b without its extension',
    ]);
  });

  it('find a file name that is not kebab-case', () => {
    const tree = aTree({
      'engine/model/pairId.ts': '',
      'engine/model/pair_id.ts': '',
      'engine/model/Pair.ts': '',
      'engine/model/pair-id.ts': '',
      'renderer/parts/PairCard.tsx': '',
    });
    expect(oddFileNames(tree)).toEqual([
      'engine/model/pairId.ts',
      'engine/model/pair_id.ts',
      'engine/model/Pair.ts',
    ]);
  });

  it('find a vague name of a file or folder', () => {
    const tree = aTree({
      'engine/run/run-manager.ts': '',
      'engine/common/a.ts': '',
      'engine/ssh/utils.ts': '',
      'engine/ssh/commonplace.ts': '',
    });
    expect(vagueFileNames(tree)).toEqual([
      'engine/run/run-manager.ts',
      'engine/common/a.ts',
      'engine/ssh/utils.ts',
    ]);
  });

  it('find a file over 300 lines, and not one of 300', () => {
    const tree = aTree({ 'engine/model/a.ts': 'x;\n'.repeat(300), 'engine/model/b.ts': 'x;\n'.repeat(301) });
    expect(longFiles(tree)).toEqual(['engine/model/b.ts has 301 lines']);
  });

  it('find a barrel, but not engine/index.ts or a file with something of its own', () => {
    const tree = aTree({
      'engine/model/index.ts': `export * from './a.ts'; export { b } from './b.ts';`,
      'engine/index.ts': `export * from './run/a.ts';`,
      'engine/platform/index.ts': `export * from './port.ts'; export const platform = 1;`,
    });
    expect(barrels(tree)).toEqual(['engine/model/index.ts']);
  });
});
