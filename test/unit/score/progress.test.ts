import { describe, expect, it } from 'vitest';
import { showProgress } from '../../qa/score/progress';

function run(isTTY: boolean, total: number, before: number, secondsEach: number): string[] {
  const written: string[] = [];
  let time = 0;
  const out = { isTTY, write: (text: string) => written.push(text) };
  const progress = showProgress(total, before, out, () => time);
  for (let i = 0; i < total; i++) {
    time += secondsEach * 1000;
    progress.step();
  }
  progress.end();
  return written;
}

describe('progress', () => {
  it('draws a bar over itself in a terminal', () => {
    const written = run(true, 2, 1, 30);
    expect(written).toHaveLength(4);
    expect(written[0]).toBe(`\r\u001b[K[${'.'.repeat(30)}] 1 of 3 clips`);
    expect(written[1]).toBe(`\r\u001b[K[${'#'.repeat(15)}${'.'.repeat(15)}] 2 of 3 clips, 0:30 left`);
    expect(written[2]).toContain('3 of 3 clips, 0:00 left');
  });

  it('writes plain lines now and then elsewhere', () => {
    const written = run(false, 40, 0, 1);
    expect(written).toHaveLength(3);
    expect(written[0]).toBe('score: 15 of 40 clips, 0:25 left\n');
    expect(written.at(-1)).toMatch(/^score: 40 of 40 clips/);
    expect(written.join('')).not.toMatch(/[\r\u001b]/);
  });
});
