import type { OpenText, Theme } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import type { TextRow, ThemeRow } from './row.ts';
import { countHaving } from './store.ts';

export const presentText = ({ _id, version, survey, text, themes: of, cleared }: TextRow): OpenText => ({
  id: _id.slice(survey.length + 1),
  version,
  text,
  themes: of,
  cleared,
});

/** A theme with how many texts have it. */
export const presentTheme = async (reader: Reader, row: ThemeRow): Promise<Theme> => {
  const { _id: id, survey, question, name, version } = row;
  return { id, version, survey, question, name, texts: await countHaving(reader, row, id) };
};
