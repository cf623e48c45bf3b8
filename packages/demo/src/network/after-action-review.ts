import type { PersonKey } from './people.ts';

export interface AfterActionReview {
  subject: string;
  reportedBy: PersonKey;
  /** Kinds of body that took part. */
  parties: string[];
  answers: { question: 'expected' | 'happened' | 'difference' | 'lessons'; points: string[] }[];
  source: string;
}

/** Builds the review of the pilot service, as its lead reported it to the group. */
export function pilotReview(reportedBy: PersonKey): AfterActionReview {
  return {
    subject: 'Pilot of a small provider in a regional care system',
    reportedBy,
    parties: [
      'national health body',
      'regional professional network',
      'commissioner',
      "service users' representatives",
      'regulator',
      'provider',
    ],
    answers: [
      {
        question: 'expected',
        points: [
          'The provider counted on growing beyond its first teams, which it needed to survive.',
          'Others meant to find out whether a small newcomer could work at all.',
        ],
      },
      {
        question: 'happened',
        points: [
          'Users were happy and quality was never in doubt.',
          'The pilot began in haste, and nobody in the system held it once it ran.',
          'Money got tight at the commissioner, who stepped back.',
        ],
      },
      {
        question: 'difference',
        points: [
          'Each party thought that another one was in charge.',
          'Neighbouring providers saw a rival where a partner was meant.',
        ],
      },
      {
        question: 'lessons',
        points: [
          'Prepare and support the start properly.',
          'Settle the money for the long run before starting.',
          'Give a newcomer a core group in which the commissioner sits.',
        ],
      },
    ],
    source: 'Special-interest group meeting notes, 12 April 2019',
  };
}
