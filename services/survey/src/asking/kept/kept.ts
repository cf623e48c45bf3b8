/** Where a survey's responses and marks are: in the collections of all, or apart in its own. */
export type Kept = 'home' | 'apart';

/** A survey, with where its responses and marks are. */
export interface KeptOf {
  readonly survey: string;
  readonly kept: Kept;
  /** It has closed, and all is at home: what is written now is written alone, so that its second would tell of it. */
  readonly ended?: true;
}

/** A survey as its row has it. */
export interface Keeping {
  readonly _id: string;
  readonly apart?: 'open' | 'coming-home' | undefined;
}

/** Where they are read. */
export const keptOf = ({ _id, apart }: Keeping): KeptOf => ({
  survey: _id,
  kept: apart ? 'apart' : 'home',
});
