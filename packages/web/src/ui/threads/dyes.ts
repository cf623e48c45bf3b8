import { seedOf } from './strokes.ts';

const dyes = [
  'madder',
  'cochineal',
  'heather',
  'elder',
  'bramble',
  'indigo',
  'woad',
  'tarn',
  'spruce',
  'moss',
  'weld',
  'walnut',
] as const;
export type Dye = (typeof dyes)[number];

/** The colour of a community or a person, from the id alone; another number than the pattern’s, so both vary. */
export const dyeOf = (id: string): Dye => dyes[seedOf(`dye ${id}`) % dyes.length] ?? 'tarn';

/** The class that sets it. */
export const dyeClass = (id: string): string => `dye-${dyeOf(id)}`;
