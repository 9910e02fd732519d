import type { Row } from '../../qa/eval/rows';

/** Rows of made-up clips: AI clips score higher by `gap`, in ten groups of each class. */
export function madeUp(gap: number, abstained = 0): Row[] {
  return Array.from({ length: 120 }, (_, i) => {
    const ai = i % 2 === 0;
    const sora = i % 4 === 0;
    const spread = ((i * 37) % 60) / 100;
    const pAI = Math.min(0.99, 0.05 + spread + (ai ? gap : 0));
    return {
      file: `${ai ? 'ai' : 'real'}/${i}.mp4`,
      class: ai ? (sora ? 'sora' : 'other') : 'none',
      kind: ai ? 'ai' : i % 3 === 0 ? 'game' : 'camera',
      generator: ai ? (sora ? 'sora' : `maker-${i % 7}`) : null,
      source: `owner/${ai ? 'a' : 'r'}${i % 10}`,
      group: `${ai ? 'a' : 'r'}${i % 10}`,
      pAI,
      pSora: sora ? pAI * 0.7 : pAI * 0.2,
      band:
        i < abstained
          ? null
          : pAI > 0.9
            ? 'very-strong'
            : pAI >= 0.7
              ? 'strong'
              : pAI >= 0.5
                ? 'moderate'
                : 'weak',
      abstained: i < abstained,
      reason: i < abstained ? 'still-picture' : null,
    };
  });
}
