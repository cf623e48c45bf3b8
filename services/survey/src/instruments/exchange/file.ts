import type { InstrumentContent, InstrumentFile } from '@skein/contracts';
import { contentOf } from '../definitions/decide.ts';

/** An instrument as a file: what it says, without where it is kept. */
export const fileOf = (content: InstrumentContent): InstrumentFile => ({
  format: 'skein-instrument',
  formatVersion: 1,
  ...contentOf(content),
});

export const contentOfFile = (file: InstrumentFile): InstrumentContent => contentOf(file);
