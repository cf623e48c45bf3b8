import type { SurveyRow } from './row.ts';

/** Where a survey's responses and marks are: in the collections of all, or apart in its own. */
export type Kept = 'home' | 'apart';

/** A survey, with where its responses and marks are. */
export interface KeptOf {
  readonly survey: string;
  readonly kept: Kept;
}

/** Where they are read. */
export const keptOf = ({ _id, apart }: Pick<SurveyRow, '_id' | 'apart'>): KeptOf => ({
  survey: _id,
  kept: apart ? 'apart' : 'home',
});
