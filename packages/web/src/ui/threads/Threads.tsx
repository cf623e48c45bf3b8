import { memo, useId } from 'react';
import { type Dye, dyeClass } from './dyes.ts';
import { type Drawing, patternOf } from './patterns.ts';
import { skeinOf } from './skein.ts';
import type { Stroke } from './strokes.ts';
import styles from './threads.module.css';

/** A tone as classes: those of this module by their built names, a dye’s as it is. */
const classOf = (tone: string): string =>
  tone
    .split(' ')
    .map((name) => styles[name] ?? name)
    .join(' ');

const Strokes = ({ strokes }: { strokes: readonly Stroke[] }) =>
  strokes.map(({ tone, width, d }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: strokes are drawn once, in this order
    <path key={place} className={classOf(tone)} strokeWidth={width} d={d} />
  ));

interface Size {
  readonly width: number;
  readonly height: number;
}

const kept = new Map<string, Drawing>();

const drawingOf = (id: string, { width, height }: Size): Drawing => {
  const key = `${id} ${width} ${height}`;
  const drawing = kept.get(key) ?? patternOf(id, width, height);
  kept.set(key, drawing);
  return drawing;
};

/** A community’s pattern. Decoration: it says nothing, and is not read out. */
export const Threads = memo(({ id, width, height }: Size & { id: string }) => {
  const key = useId();
  const { strokes, rows, round } = drawingOf(id, { width, height });
  return (
    <svg
      className={styles.threads}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      strokeLinecap={round ? 'round' : undefined}
      aria-hidden="true"
      focusable="false"
    >
      <g id={rows > 1 ? key : undefined}>
        <Strokes strokes={strokes} />
      </g>
      {Array.from({ length: rows - 1 }, (_, row) => ((row + 1) * height) / rows).map((y) => (
        <use key={y} href={`#${key}`} y={y} />
      ))}
    </svg>
  );
});

/** A community’s pattern as a small square beside its name. */
export const Swatch = ({ id, large = false }: { id: string; large?: boolean }) => (
  <span className={`${styles.swatch} ${large ? styles.large : ''} ${dyeClass(id)}`}>
    <Threads id={id} width={large ? 120 : 96} height={large ? 120 : 96} />
  </span>
);

/** Several communities as one skein. */
export const Skein = memo(({ dyes, width, height }: Size & { dyes: readonly Dye[] }) => (
  <svg
    className={`${styles.threads} ${styles.open}`}
    viewBox={`0 0 ${width} ${height}`}
    preserveAspectRatio="xMidYMid slice"
    fill="none"
    aria-hidden="true"
    focusable="false"
  >
    <Strokes strokes={skeinOf(dyes, width, height)} />
  </svg>
));
