import { z } from 'zod';

/** Where a line of a meeting’s notes belongs in its record. What belongs nowhere else stays in the notes. */
export const LinePlace = z.enum([
  'blank',
  'heading',
  'title',
  'present',
  'apologies',
  'part',
  'reading',
  'case',
  'situation',
  'observation',
  'insight',
  'table',
  'statement',
  'score',
  'link',
  'chat',
  'withheld',
  'notes',
]);
export type LinePlace = z.infer<typeof LinePlace>;
