import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemd } from '../../../engine/supervise/systemd.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const verifier = await runProcess(['sh', '-c', 'command -v systemd-analyze'], { okCodes: 'any' });

describe.skipIf(verifier.code !== 0)('the systemd unit, to systemd’s own verifier', () => {
  it.each([['/var/lib/warmspare'], ['/srv/Warm "spare" 100% $HOME \\ ü']])(
    'is right for %s',
    async (home) => {
      const file = join(tempDir(), 'warmspare.service');
      const script = join(tempDir(), 'a script.js');
      mkdirSync(join(script, '..'), { recursive: true });
      writeFileSync(script, '');
      writeFileSync(file, systemd.describe({ argv: [process.execPath, script], home }));
      const { code, stderr } = await runProcess(['systemd-analyze', 'verify', '--man=no', file], {
        okCodes: 'any',
      });
      expect([code, stderr.split('\n').filter((line) => line.includes('warmspare.service'))]).toEqual([
        0,
        [],
      ]);
    },
  );

  it('finds a word that is none', async () => {
    const file = join(tempDir(), 'warmspare.service');
    const unit = systemd.describe({ argv: [process.execPath, '/x'], home: '/y' });
    writeFileSync(file, unit.replace('Restart=on-failure', 'Restart=sometimes'));
    const { stderr } = await runProcess(['systemd-analyze', 'verify', '--man=no', file], { okCodes: 'any' });
    expect(stderr).toContain('sometimes');
  });
});
