import { cast } from './cast.ts';
import { type PersonKey, personKey } from './people.ts';

const dimensionKeys = [
  'purpose-direction',
  'governance-structure',
  'leadership-facilitation',
  'knowledge-capture',
  'integrity-vitality',
  'learning-improvement',
  'impact-value',
  'sustainability-resilience',
] as const;

/** A dimension of the library's matrix. */
export type DimensionKey = (typeof dimensionKeys)[number];
type Level = 1 | 2 | 3 | 4 | 5;
export type Levels = Record<DimensionKey, Level>;

/** One time that the group held itself against the matrix, and had others do so. */
export interface MaturityAssessment {
  title: string;
  /** First of the month: the document gives months only. */
  ratedOn: string;
  inside: { rater: PersonKey; levels: Levels }[];
  /** What the inside raters settled on after comparing. */
  agreed: Levels;
  target: { by: string; levels: Levels };
  /** Outside raters are not members, so they have a label and no key. */
  outside: { rater: string; levels: Levels }[];
}

export interface Maturity {
  community: string;
  /** The oldest first; each aims at where the next one looks. */
  assessments: MaturityAssessment[];
}

/**
 * The steering group sees itself above the outside view in three dimensions; a year on it has reached most of what it
 * wanted, two of these gaps have closed, another has opened, and its raters disagree about how long it would last.
 */
export const maturity: Maturity = {
  community: 'primary-care-steering',
  assessments: [
    {
      title: 'Where we begin',
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
    },
    {
      title: 'A year on',
      ratedOn: '2018-05-01',
      inside: [
        { rater: cast.primaryCareLead, levels: levels(4, 3, 4, 3, 4, 3, 3, 4) },
        { rater: personKey(49), levels: levels(4, 3, 4, 2, 4, 4, 2, 1) },
        { rater: personKey(50), levels: levels(4, 3, 3, 3, 5, 3, 3, 4) },
        { rater: personKey(44), levels: levels(4, 2, 4, 3, 4, 3, 3, 2) },
      ],
      agreed: levels(4, 3, 4, 3, 4, 3, 3, 3),
      target: { by: '2019-05-01', levels: levels(5, 4, 4, 4, 5, 4, 4, 4) },
      outside: [
        { rater: 'Outside rater 1', levels: levels(4, 3, 4, 2, 4, 3, 2, 3) },
        { rater: 'Outside rater 2', levels: levels(3, 3, 4, 3, 4, 3, 2, 2) },
        { rater: 'Outside rater 3', levels: levels(4, 3, 3, 2, 4, 3, 2, 3) },
      ],
    },
  ],
};

function levels(...given: Level[]): Levels {
  return Object.fromEntries(dimensionKeys.map((key, index) => [key, given[index]])) as Levels;
}
