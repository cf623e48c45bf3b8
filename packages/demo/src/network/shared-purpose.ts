import { persons } from './cast.ts';
import { type PersonKey, personKey } from './people.ts';

export type PurposeKey = 'A' | 'B' | 'C';

export interface SharedPurposeVote {
  key: string;
  title: string;
  statements: { key: PurposeKey; text: string; amends: PurposeKey | null; proposedBy: PersonKey }[];
  votes: { person: PersonKey; statement: PurposeKey }[];
  status: 'open' | 'closed';
  source: string;
}

/** Votes in a fixed order; A leads with 18 of 40, as A led in the document. */
const standing: [PurposeKey, number][] = [
  ['A', 18],
  ['B', 13],
  ['C', 9],
];
const voters = persons(1, 40);

/** Three statements of shared purpose, the second an amendment of the first, and the votes so far. */
export const sharedPurposeVote: SharedPurposeVote = {
  key: 'shared-purpose',
  title: 'What brings us together?',
  statements: [
    {
      key: 'A',
      text:
        'Good care close to home keeps a society well. We like our work and want it to be better ' +
        'still, so we meet here to swap what we know and grow the courage and skill to improve.',
      amends: null,
      proposedBy: personKey(25),
    },
    {
      key: 'B',
      text:
        'Good care close to home keeps a society well. Patients and staff meet here as equals to swap ' +
        'what they know and grow the courage and skill to improve.',
      amends: 'A',
      proposedBy: personKey(49),
    },
    {
      key: 'C',
      text: 'We help every practice in the country to make one useful change a month and to tell the others.',
      amends: null,
      proposedBy: personKey(50),
    },
  ],
  votes: standing
    .flatMap(([statement, times]) => Array.from({ length: times }, () => statement))
    .map((statement, index) => ({ person: voters[index] as PersonKey, statement })),
  status: 'open',
  source: 'Primary-care community webinar slides, 2018',
};
