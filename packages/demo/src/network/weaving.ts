import { communitiesApart } from './memberships.ts';
import { type PersonKey, personKey } from './people.ts';

/** An introduction, what each of those introduced says, and what came of it. */
export interface IntroductionPlan {
  people: PersonKey[];
  reason: string;
  answers: ('accept' | 'decline' | undefined)[];
  came?: 'met' | 'working-together' | 'nothing';
  note?: string;
}

export const introductions: IntroductionPlan[] = [
  {
    people: [personKey(30), personKey(38)],
    reason: 'You both plan care around one person, from two ends.',
    answers: ['accept', 'accept'],
    came: 'working-together',
    note: 'They write a guide for ward teams together.',
  },
  {
    people: [personKey(31), personKey(40)],
    reason: 'One of you asks what doctors in training notice; the other one knows.',
    answers: ['accept', 'accept'],
    came: 'met',
    note: 'A first call, and a second one is planned.',
  },
  {
    people: [personKey(32), personKey(42)],
    reason: 'You both look for ways of telling skill from habit.',
    answers: ['accept', 'decline'],
  },
  {
    people: [personKey(33), personKey(47)],
    reason: 'You both begin with how an organisation is built.',
    answers: [undefined, undefined],
  },
];

/** Two communities that share nobody, introduced by their facilitators. */
export const introducedCommunities = {
  communities: communitiesApart,
  reason: 'Families meet both of you in the same month, and you share no member yet.',
};

/** A meeting that two communities planned together and held. */
export const jointMeeting = {
  key: 'joint-meeting',
  title: 'Attention on the ward: two communities, one conversation',
  communities: ['mindfulness', 'schwartz-rounds'] as const,
  daysAgo: 12,
  minutes: 90,
};
