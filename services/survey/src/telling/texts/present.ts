import type { OpenText } from '@skein/contracts';
import type { TextRow } from './row.ts';

export const presentText = ({ _id, version, survey, text, themes: of, cleared }: TextRow): OpenText => ({
  id: _id.slice(survey.length + 1),
  version,
  text,
  themes: of,
  cleared,
});
