import { type Actor, type Envelope, eventCatalogue } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { endsFor, isSettled, kindsFor, newsIn } from './decide.ts';

const id = (last: number): string => `0190b5a0-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [ada, ben, circle] = [id(1), id(2), id(3)];

const actor = (over: Partial<Actor> = {}): Actor => ({
  ...{ person: ada, network: 'testing', roles: [], communities: {} },
  ...over,
});

const told = (type: string, data: object, network = 'testing') => {
  const news = newsIn({ id: id(9), type, network, subject: id(8), data } as Envelope);
  if (!news) throw new Error('nobody is told');
  return news;
};

describe('what somebody is told', () => {
  it('is settled for every event that there is', () => {
    expect([...eventCatalogue.keys()].filter((type) => !isSettled(type))).toEqual([]);
  });

  it('concerns them, their communities or what all may see, and nothing of another network', () => {
    const meeting = told('skein.meeting.meeting.planned.v1', { community: circle });
    expect(kindsFor(meeting, actor())).toEqual([]);
    expect(kindsFor(meeting, actor({ communities: { [circle]: 'member' } }))).toEqual([
      'meetings',
      'answers',
    ]);
    expect(kindsFor(meeting, actor({ roles: ['steering'] }))).toEqual(['meetings', 'answers']);
    expect(kindsFor(meeting, actor({ roles: ['admin'], network: 'elsewhere' }))).toEqual([]);
    expect(kindsFor(told('skein.membership.community.founded.v1', {}), actor())).toEqual(['communities']);
  });

  it('says that something waits only to those who decide, and “me” only to whom it is about', () => {
    const asked = told('skein.membership.join-request.requested.v1', { community: circle });
    expect(kindsFor(asked, actor({ communities: { [circle]: 'member' } }))).toEqual([]);
    expect(kindsFor(asked, actor({ communities: { [circle]: 'facilitator' } }))).toEqual(['deciding']);
    const changed = told('skein.membership.person.changed.v1', { person: ada });
    expect(kindsFor(changed, actor())).toEqual(['people', 'me']);
    expect(kindsFor(changed, actor({ person: ben, roles: ['admin'] }))).toEqual(['people']);
  });

  it('ends for who has other roles, and tells nobody when a ballot was used', () => {
    const roles = told('skein.membership.person.roles-changed.v1', { person: ada });
    expect([endsFor(roles, actor()), endsFor(roles, actor({ person: ben }))]).toEqual([true, false]);
    const ballot = { id: id(9), type: 'skein.survey.survey-ballot.replaced.v1', network: 'testing' };
    expect(newsIn({ ...ballot, subject: id(8), data: {} } as Envelope)).toBeUndefined();
  });
});
