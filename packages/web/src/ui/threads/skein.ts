import type { Dye } from './dyes.ts';
import { draw, numbers, type Point, rounded, type Strand, type Stroke, seedOf } from './strokes.ts';

const smooth = (t: number): number => t * t * (3 - 2 * t);
const within = (t: number): number => Math.min(1, Math.max(0, t));
const threadsEach = 3;

/** Many communities as one skein: strands lie apart at the start, run together, and part again. */
export const skeinOf = (dyes: readonly Dye[], width: number, height: number, seed = 'skein'): Stroke[] => {
  const thread = height * 0.022;
  const lanes = dyes.length;
  const start = numbers(seedOf(seed))() * 6;
  const strands = dyes.flatMap((dye, bundle) => {
    const phase = start + (bundle / lanes) * Math.PI * 2;
    const lane = ((bundle + 0.5) / lanes - 0.5) * height * 0.92;
    const middle = (x: number) => {
      const u = x / width;
      const together = u < 0.45 ? smooth(within((u + 0.02) / 0.42)) : smooth(within((1.24 - u) / 0.5));
      const t = (x / height) * Math.PI * 2 * 0.6 + phase;
      const apart = Math.sin(u * 5 + 1) * height * 0.06 + lane * (1 - together);
      const y = height / 2 + apart + Math.sin(t) * height * 0.24 * together;
      return { y, together, z: Math.cos(t) * together };
    };
    return Array.from({ length: threadsEach }, (_, index): Strand => {
      const points: Point[] = [];
      for (let x = -24; x <= width + 24; x += height / 10) {
        const { y, together, z } = middle(x);
        const slope = (middle(x + 1).y - middle(x - 1).y) / 2;
        const n = Math.hypot(slope, 1);
        const spread = thread * 1.55 * together + ((height * 0.92) / lanes / threadsEach) * (1 - together);
        const aside = (index - (threadsEach - 1) / 2) * spread;
        points.push({ x: x - (aside * slope) / n, y: y + aside / n, z: z + bundle * 0.01 });
      }
      return { points, tone: `dye-${dye} dyed`, width: rounded(thread) };
    });
  });
  return draw(strands);
};
