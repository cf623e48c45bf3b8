import type { Theme } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { ThemeRow } from './row.ts';
import { countHaving } from './store.ts';

/** A theme with how many texts have it. */
export const presentTheme = async (reader: Reader, row: ThemeRow): Promise<Theme> => {
  const { _id: id, survey, question, name, version } = row;
  return { id, version, survey, question, name, texts: await countHaving(reader, row, id) };
};
