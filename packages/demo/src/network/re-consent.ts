import type { Membership } from './memberships.ts';
import type { Person } from './people.ts';

/** A campaign that runs: the members of one community are asked again whether they want the monthly letter. */
export const reConsent = {
  community: 'reimagining-health-care',
  title: 'May we go on writing to you?',
  text:
    'You have had our monthly letter for a good while now.\n\n' +
    'We would like to be sure that you still want it, so we ask you again.',
  purpose: 'digest',
  deadlineInDays: 30,
  reminders: [14, 3],
} as const;

/** What some of those asked say, by the order in which they stand; everybody else is silent. */
const said = ['yes', 'yes', 'no', 'yes', 'yes', 'no', 'yes'] as const;

/** Who answers the campaign, and what. */
export const campaignAnswers = (
  people: readonly Person[],
  memberships: readonly Membership[],
): { email: string; answer: 'yes' | 'no' }[] => {
  const members = new Set(
    memberships.filter(({ community }) => community === reConsent.community).map(({ person }) => person),
  );
  const asked = people.filter(({ key, consents }) => members.has(key) && consents.digest);
  return said.flatMap((answer, place) => {
    const email = asked[place]?.email;
    return email ? [{ email, answer }] : [];
  });
};
