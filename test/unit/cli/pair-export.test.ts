import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli } from './cli-harness.ts';

describe('pair export and import', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'warmspare-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const { id: _id, createdAt: _createdAt, ...content } = aPair();

  it('print what import takes, with and without --json', async () => {
    const world = aWorld({ pairs: [aPair()] });
    for (const more of [[], ['--json']]) {
      const ran = await cli(['pair', 'export', 'office', ...more], { world });
      expect(JSON.parse(ran.stdout)).toEqual({ warmspare: 4, pair: content });
    }
  });

  it('go through a file and back under another name', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const exported = await cli(['pair', 'export', 'office', '--out', 'office.json'], { world, cwd: folder });
    const imported = await cli(['pair', 'import', 'office.json', '--name', 'two'], { world, cwd: folder });
    expect([exported.stdout, exported.status, imported.status]).toEqual([
      `Exported office to ${folder}/office.json\n`,
      0,
      0,
    ]);
    expect(world.calls).toEqual([['pairs.import', { warmspare: 4, pair: content }, 'two']]);
  });

  it('never write over a file', async () => {
    await writeFile(join(folder, 'mine'), 'mine');
    const ran = await cli(['pair', 'export', 'office', '--out', 'mine'], {
      world: aWorld({ pairs: [aPair()] }),
      cwd: folder,
    });
    expect(ran.status).toEqual(2);
    expect(ran.stderr).toContain(`warmspare: cannot write ${folder}/mine: it exists already\n`);
    expect(await readFile(join(folder, 'mine'), 'utf8')).toEqual('mine');
  });

  it('say what is wrong with a file', async () => {
    await writeFile(join(folder, 'text'), 'text');
    const absent = await cli(['pair', 'import', 'absent'], { cwd: folder });
    const text = await cli(['pair', 'import', 'text'], { cwd: folder });
    expect([absent.status, text.status]).toEqual([2, 2]);
    expect(absent.stderr).toContain(`cannot read ${folder}/absent: there is no such file or folder\n`);
    expect(text.stderr).toContain(`${folder}/text is not a file that pair export wrote: it is not JSON\n`);
  });
});
