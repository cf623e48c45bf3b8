import { cast } from './cast.ts';
import { type DimensionKey, dimensionKeys, type Level } from './maturity-matrix.ts';
import { type PersonKey, personKey } from './people.ts';

export type Levels = Record<DimensionKey, Level>;

export interface MaturityRating {
  matrix: string;
  community: string;
  /** First of the month of the rating; the document gives months only. */
  ratedOn: string;
  inside: { rater: PersonKey; levels: Levels }[];
  /** What the inside raters settled on after comparing. */
  agreed: Levels;
  target: { by: string; levels: Levels };
  /** Outside raters are not members, so they have a label and no key. */
  outside: { rater: string; levels: Levels }[];
  source: string;
}

/** An example: the steering group sees itself a level above the outside view in three dimensions. */
export const maturityRating: MaturityRating = {
  matrix: 'network-maturity',
  community: 'primary-care-steering',
  ratedOn: '2017-05-01',
  inside: [
    { rater: cast.primaryCareLead, levels: levels(3, 2, 3, 2, 3, 2, 2, 2) },
    { rater: personKey(49), levels: levels(3, 2, 2, 2, 3, 3, 2, 1) },
    { rater: personKey(50), levels: levels(2, 3, 3, 1, 4, 2, 3, 2) },
    { rater: personKey(44), levels: levels(3, 2, 3, 2, 3, 2, 2, 2) },
  ],
  agreed: levels(3, 2, 3, 2, 3, 2, 2, 2),
  target: { by: '2018-05-01', levels: levels(4, 3, 4, 3, 4, 4, 3, 3) },
  outside: [
    { rater: 'Outside rater 1', levels: levels(2, 2, 2, 2, 3, 2, 1, 2) },
    { rater: 'Outside rater 2', levels: levels(2, 2, 3, 2, 3, 2, 1, 1) },
    { rater: 'Outside rater 3', levels: levels(2, 2, 2, 1, 3, 2, 2, 2) },
  ],
  source: 'Primary-care community webinar slides, 2018',
};

function levels(...given: Level[]): Levels {
  return Object.fromEntries(dimensionKeys.map((key, index) => [key, given[index]])) as Levels;
}
