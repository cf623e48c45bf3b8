/** One stroke of a picture: its tone is a class, so that the colours come from where it stands. */
export interface Stroke {
  readonly tone: string;
  readonly width: number;
  readonly d: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** How high it lies: what is higher passes over. */
  readonly z: number;
}

export interface Strand {
  readonly points: readonly Point[];
  readonly tone: string;
  readonly width: number;
}

/** A number from a text: FNV-1a, 32 bits. */
export const seedOf = (text: string): number => {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
};

/** Repeatable numbers in [0, 1) from a seed: mulberry32. */
export const numbers = (seed: number): (() => number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export const rounded = (value: number): number => Math.round(value * 10) / 10;

const at = (points: readonly Point[], index: number): Point => {
  const found = points[Math.min(points.length - 1, Math.max(0, index))];
  if (!found) throw new Error('A strand has no points.');
  return found;
};

const lengthOf = (x: number, y: number): number => Math.hypot(x, y) || 1;

/** A smooth path through points (Catmull-Rom), in relative steps to keep it short. */
const path = (points: readonly Point[], from: number, to: number): string => {
  let x = rounded(at(points, from).x);
  let y = rounded(at(points, from).y);
  let d = `M${x} ${y}`;
  for (let index = from; index < to; index += 1) {
    const [p0, p1, p2, p3] = [-1, 0, 1, 2].map((step) => at(points, index + step)) as [
      Point,
      Point,
      Point,
      Point,
    ];
    const bends = [
      p1.x + (p2.x - p0.x) / 6,
      p1.y + (p2.y - p0.y) / 6,
      p2.x - (p3.x - p1.x) / 6,
      p2.y - (p3.y - p1.y) / 6,
      p2.x,
      p2.y,
    ];
    const written = bends.map((value, place) => rounded(value - (place % 2 ? y : x))).join(' ');
    d += `c${written.replace(/ -/g, '-').replace(/\b0\./g, '.')}`;
    x = rounded(x + rounded(p2.x - x));
    y = rounded(y + rounded(p2.y - y));
  }
  return d;
};

/** The same piece a hair longer at both ends, so that no seam shows where two pieces meet. */
const longer = (points: readonly Point[], from: number, to: number, d: string): string => {
  const [before, first, after] = [at(points, from - 1), at(points, from), at(points, from + 1)];
  const lead = lengthOf(after.x - before.x, after.y - before.y);
  const [last, next] = [at(points, to - 1), at(points, to + 1)];
  const trail = lengthOf(next.x - last.x, next.y - last.y);
  const start = `M${rounded(first.x - (after.x - before.x) / lead)} ${rounded(first.y - (after.y - before.y) / lead)}L`;
  const end = `l${rounded((next.x - last.x) / trail)} ${rounded((next.y - last.y) / trail)}`;
  return start + d.slice(1) + end;
};

/**
 * Draws strands so that they pass over and under one another: cut into pieces, sorted by depth, each with a halo of the
 * ground's colour.
 */
export const draw = (strands: readonly Strand[], step = 2): Stroke[] => {
  const pieces = strands.flatMap((strand) => {
    const found: { z: number; strand: Strand; from: number; to: number }[] = [];
    for (let index = 0; index < strand.points.length - 1; index += step) {
      const to = Math.min(strand.points.length - 1, index + step);
      const heights = strand.points.slice(index, to + 1).map(({ z }) => z);
      found.push({
        z: heights.reduce((sum, z) => sum + z, 0) / heights.length,
        strand,
        from: index,
        to,
      });
    }
    return found;
  });
  pieces.sort((one, other) => one.z - other.z);
  return pieces.flatMap(({ strand: { points, tone, width }, from, to }) => {
    const d = path(points, from, to);
    return [
      { tone: 'gap', width: rounded(width * 1.75), d },
      { tone, width, d: longer(points, from, to, d) },
    ];
  });
};
