import { draw, numbers, type Point, rounded, type Strand, type Stroke, seedOf } from './strokes.ts';

type Pattern = (random: () => number, width: number, height: number) => Stroke[];

/** Six ways to lay threads, each in its own numbers. Pure: no clock, no chance, no document. */
const skein: Pattern = (random, width, height) => {
  const count = 7 + Math.floor(random() * 3);
  const length = height * (1.5 + random());
  const start = random() * 6.28;
  const strands = Array.from({ length: count }, (_, index): Strand => {
    const phase = start + (index / count) * Math.PI * 2;
    const points: Point[] = [];
    for (let x = -24; x <= width + 24; x += Math.max(6, length / 18)) {
      const t = (x / length) * Math.PI * 2;
      const swing = height * (0.3 + 0.13 * Math.sin(t * 0.37 + start));
      const y = height / 2 + swing * Math.sin(t + phase) + height * 0.05 * Math.sin(t * 0.5 + index);
      points.push({ x, y, z: Math.cos(t + phase) });
    }
    return { points, tone: `tone${(index % 3) + 1}`, width: rounded(height * 0.05) };
  });
  return draw(strands);
};

interface Bundles {
  readonly width: number;
  readonly middle: number;
  readonly count: number;
  readonly length: number;
  readonly swing: number;
  readonly start: number;
  readonly thread: number;
}

const bundles = ({ width, middle, count, length, swing, start, thread }: Bundles): Strand[] =>
  Array.from({ length: count * 3 }, (_, which): Strand => {
    const bundle = Math.floor(which / 3);
    const phase = start + (bundle / count) * Math.PI * 2;
    const aside = ((which % 3) - 1) * thread * 1.5;
    const points: Point[] = [];
    for (let x = -24; x <= width + 24; x += length / 16) {
      const t = (x / length) * Math.PI * 2 + phase;
      // Strands of a bundle lie side by side across its run, not one above another.
      const slope = ((swing * Math.PI * 2) / length) * Math.cos(t);
      const n = Math.hypot(slope, 1);
      const z = count === 3 ? Math.sin(t * 2) : Math.cos(t);
      points.push({ x: x - (aside * slope) / n, y: middle + swing * Math.sin(t) + aside / n, z });
    }
    return { points, tone: `tone${(bundle % 3) + 1}`, width: thread };
  });

const plait: Pattern = (random, width, height) => {
  const length = height * (1.5 + random() * 0.8);
  const start = random() * 6;
  const thread = rounded(height * 0.055);
  return draw(bundles({ width, middle: height / 2, count: 3, length, swing: height * 0.3, start, thread }));
};

const cable: Pattern = (random, width, height) => {
  const length = height * (1.1 + random() * 0.7);
  const start = random() * 6;
  const shared = { width, count: 2, length, swing: height * 0.13, thread: rounded(height * 0.036) };
  return [
    ...draw(bundles({ ...shared, middle: height / 4, start })),
    ...draw(bundles({ ...shared, middle: (height * 3) / 4, start: start + Math.PI / 2 })),
  ];
};

/** Whole numbers from one to another, both counted. */
const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const weave: Pattern = (random, width, height) => {
  const grid = height / Math.max(5 + Math.floor(random() * 2), Math.round(height / 26));
  const skew = random() < 0.5 ? 1 : 2;
  const thread = rounded(grid * 0.46);
  const stripe = 2 + Math.floor(random() * 3);
  const columns = Math.ceil(width / grid) + 1;
  const rows = Math.ceil(height / grid) + 1;
  const overAt = (row: number, column: number): number =>
    (Math.floor(column / 2) + row * skew) % (skew + 1) === 0 ? 1 : -1;
  // Pieces are centred on crossings, so that each passes wholly over or under.
  const across = span(-1, rows).map((row): Strand => {
    const points = span(-1, columns * 2 + 2).map((column) => ({
      x: (column * grid) / 2,
      y: row * grid + grid / 2 + Math.sin(column * 0.5 + row) * grid * 0.04,
      z: column % 2 ? 0 : overAt(row, column),
    }));
    return { points, tone: row % stripe ? 'tone2' : 'tone1', width: thread };
  });
  const down = span(-1, columns).map((column): Strand => {
    const points = span(-1, rows * 2 + 2).map((row) => ({
      x: column * grid,
      y: (row * grid) / 2 + grid / 2,
      z: row % 2 ? 0.1 : 0.05,
    }));
    return { points, tone: column % stripe ? 'tone3' : 'tone2', width: thread };
  });
  return draw([...across, ...down]);
};

const loops: Pattern = (random, width, height) => {
  const rows = Math.max(3, Math.round(height / 42));
  const radius = height / (rows * 1.75);
  const pull = radius * (0.4 + random() * 0.25);
  return Array.from({ length: rows }, (_, row) => {
    const middle = (height / rows) * (row + 0.5);
    const points: Point[] = [];
    for (let t = -6; t * pull < width + 60; t += Math.PI / 6) {
      const x = t * pull + radius * Math.sin(t);
      points.push({ x: row % 2 ? width - x : x, y: middle - radius * 0.85 * Math.cos(t), z: t });
    }
    return draw([{ points, tone: `tone${(row % 3) + 1}`, width: rounded(radius * 0.2) }], 3);
  }).flat();
};

const knit: Pattern = (random, width, height) => {
  const rows = Math.max(7, Math.round(height / 46) * 2 + 1);
  const stitch = height / rows;
  const wide = stitch * 1.15;
  const columns = Math.ceil(width / wide) + 1;
  const period = 6 + Math.floor(random() * 3) * 2;
  const motif = Array.from({ length: rows }, () =>
    Array.from({ length: period / 2 + 1 }, () => random() < 0.38),
  );
  const toneAt = (row: number, column: number): string => {
    if (row <= 0 || row >= rows - 1) return (column + row) % 2 ? 'tone3' : 'tone2';
    const place = Math.min(column % period, period - (column % period));
    return motif[Math.min(row, rows - 1 - row)]?.[place] ? 'tone1' : 'tone3';
  };
  const strokes: Stroke[] = [];
  for (let row = -1; row <= rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const x = column * wide + wide / 2;
      const y = row * stitch;
      const arm = (side: 1 | -1): string =>
        `M${rounded(x + side * wide * 0.3)} ${rounded(y)}L${rounded(x + side * wide * 0.06)} ${rounded(y + stitch * 0.8)}`;
      strokes.push({ tone: toneAt(row, column), width: rounded(wide * 0.36), d: arm(-1) + arm(1) });
    }
  return strokes;
};

const patterns = [
  ['skein', skein],
  ['plait', plait],
  ['cable', cable],
  ['weave', weave],
  ['loops', loops],
  ['knit', knit],
] as const;

export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** How often the strokes stand one below the other. */
  readonly rows: number;
  readonly round: boolean;
}

/** The pattern of one community, from its id alone: the same each time. */
export const patternOf = (id: string, width: number, height: number): Drawing => {
  const seed = seedOf(id);
  const [name, pattern] = patterns[seed % patterns.length] ?? patterns[0];
  // Strands that run along one line are set in rows where there is room; the others fill their ground.
  const inRows = name === 'skein' || name === 'plait' || name === 'cable';
  const rows = inRows ? Math.max(1, Math.round(height / 100)) : 1;
  return { strokes: pattern(numbers(seed), width, height / rows), rows, round: name === 'knit' };
};
