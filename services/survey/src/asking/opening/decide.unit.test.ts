import { type Audience, isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { needsLink } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { type Asking, openSurvey, prepareSurvey, whenWhole } from './decide.ts';

const now = new Date('2026-03-01T10:00:00Z');
const later = new Date('2026-03-08T10:00:00Z');
const ids = () => {
  let next = 0;
  return () => `link-${next++}`;
};
const open = (
  asking: Partial<Asking> & { audience: Audience },
  members: string[] = [],
  published = 3,
  ballotKey?: string,
) =>
  openSurvey(
    { title: 'Pulse', mode: 'named', closesAt: later, invite: true, ...asking },
    { network: 'testing', instrument: { _id: 'i1', published }, members, smallestGroup: 8, ballotKey },
    now,
    's1',
    ids(),
  );
const opened = (...given: Parameters<typeof open>) => {
  const opening = open(...given);
  if (isRefusal(opening)) throw new Error(opening.detail);
  return opening;
};

describe('opening a survey', () => {
  it('asks the current published version, and invites each person once', () => {
    const { survey, invitations, letters } = opened({
      audience: { kind: 'people', people: ['a', 'b', 'a'] },
    });
    expect(survey).toMatchObject({ instrumentVersion: 3, invited: 2, version: 2, status: 'open' });
    expect(invitations.map(({ _id, person }) => [_id, person])).toEqual([
      ['link-0', 'a'],
      ['link-1', 'b'],
    ]);
    expect(letters).toEqual([['a', 'b']]);
  });

  it('asks the members of a community, whose survey it then is', () => {
    const { survey, invitations } = opened({ audience: { kind: 'community', community: 'c' } }, ['m', 'n']);
    expect(survey).toMatchObject({
      community: 'c',
      audience: { kind: 'community', community: 'c' },
      invited: 2,
    });
    expect(invitations).toHaveLength(2);
    expect(needsLink(survey)).toBe(true);
  });

  it('announces at most 500 people an event, each with a version of its own', () => {
    const people = Array.from({ length: 1001 }, (_, index) => `p${index}`);
    const { survey, letters } = opened({ audience: { kind: 'people', people } });
    expect(letters.map((chunk) => chunk.length)).toEqual([500, 500, 1]);
    expect(letters.flat()).toEqual(people);
    expect(survey.version).toBe(4);
  });

  it('sends no letters where none are wanted', () => {
    const { survey, letters, invitations } = opened({
      audience: { kind: 'people', people: ['a'] },
      invite: false,
    });
    expect([survey.version, letters, invitations.length]).toEqual([1, [], 1]);
  });

  it('invites nobody in particular to an open survey, which needs no link', () => {
    const { survey, invitations, letters } = opened({ audience: { kind: 'open' }, community: 'c' });
    expect([invitations, letters, needsLink(survey), survey.community]).toEqual([[], [], false, 'c']);
  });

  it.each([
    ['a time that has passed', { closesAt: now }, 'invalid-request', '#/closesAt'],
    ['another community than the audience’s', { community: 'd' }, 'invalid-request', '#/community'],
  ])('refuses %s', (_, wrong, refused, pointer) => {
    const audience: Audience = { kind: 'community', community: 'c' };
    expect(open({ audience, ...wrong })).toMatchObject({ refused, errors: [{ pointer }] });
  });

  it('asks anonymously whom it invites, with a key for their ballots, from the smallest group up', () => {
    const audience: Audience = { kind: 'community', community: 'c' };
    const people = Array.from({ length: 8 }, (_, index) => `p${index}`);
    const { survey, invitations } = opened({ audience, mode: 'anonymous' }, people, 3, 'key');
    expect(survey).toMatchObject({ mode: 'anonymous', ballotKey: 'key', invited: 8 });
    expect(invitations.some((invitation) => 'ballot' in invitation)).toBe(false);
    // Named twice, a person is one.
    expect(open({ audience, mode: 'anonymous' }, [...people.slice(1), 'p1'], 3, 'key')).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/audience', detail: expect.stringContaining('7 people') }],
    });
    expect(open({ audience: { kind: 'open' }, mode: 'anonymous' }, [], 3, 'key')).toMatchObject({
      refused: 'invalid-request',
      errors: [{ pointer: '#/audience/kind' }],
    });
  });

  it('groups no anonymous responses, since nothing leads from them to anybody', () => {
    const audience: Audience = { kind: 'community', community: 'c' };
    const people = Array.from({ length: 8 }, (_, index) => `p${index}`);
    const asking = { audience, mode: 'anonymous', groupBy: 'role' } as const;
    expect(open(asking, people, 3, 'key')).toMatchObject({ errors: [{ pointer: '#/groupBy' }] });
  });

  it('writes to those who are no members by letters of their own', () => {
    const strangers = new Map([['x', { email: 'x@example.org' }]]);
    const opening = openSurvey(
      {
        ...{ title: 'Pulse', mode: 'named', closesAt: later, invite: true },
        audience: { kind: 'addresses', addresses: [{ email: 'x@example.org' }] },
      },
      {
        ...{ network: 'testing', instrument: { _id: 'i1', published: 3 }, smallestGroup: 8 },
        ...{ members: ['a', 'x'], strangers },
      },
      now,
      's1',
      ids(),
    );
    if (isRefusal(opening)) throw new Error(opening.detail);
    expect([opening.letters, opening.lettersAbroad]).toEqual([[['a']], [['x']]]);
    expect(opening.survey).toMatchObject({ version: 3, invited: 2, audience: { kind: 'addresses' } });
    expect(JSON.stringify(opening)).not.toContain('example.org');
    expect(opening.invitations.map(({ stranger }) => stranger)).toEqual([undefined, true]);
  });

  it('refuses an instrument without a published version', () => {
    expect(open({ audience: { kind: 'open' } }, [], 0)).toMatchObject({ refused: 'conflict' });
  });
});

describe('a survey of a large audience', () => {
  const prepare = (more: object = {}) =>
    prepareSurvey(
      {
        ...{ title: 'Pulse', mode: 'anonymous', audience: { kind: 'community', community: 'c' } },
        ...{ closesAt: new Date('2026-03-08T10:00:00Z'), invite: true, ...more },
      },
      { network: 'n', instrument: { _id: 'i', published: 2 }, smallestGroup: 8 },
      now,
      's',
      'hosts',
    );

  it('is refused like any other', () => {
    expect(prepare({ closesAt: now })).toMatchObject({ errors: [{ pointer: '#/closesAt' }] });
    expect(prepare({ community: 'd' })).toMatchObject({ errors: [{ pointer: '#/community' }] });
  });

  it('opens once it is whole, and closes where it is of too few', () => {
    const row = prepare();
    if (isRefusal(row)) throw new Error(row.detail);
    expect(row).toMatchObject({ status: 'preparing', invited: 0, version: 1, community: 'c' });
    const whole = (more: Partial<SurveyRow>) => whenWhole({ ...row, ...more }, 8, now);
    expect(whole({ invited: 8 })).toMatchObject({ status: 'open', version: 2, opensAt: now });
    expect(whole({ invited: 8 })).not.toHaveProperty('preparing');
    expect(whole({ invited: 7 })).toMatchObject({ status: 'closed', fault: expect.stringContaining('7') });
    expect(whole({ invited: 0, mode: 'named' })).toMatchObject({
      status: 'closed',
      fault: expect.any(String),
    });
    const groups = [
      { community: 'c', invited: 9 },
      { community: 'd', invited: 3 },
    ];
    expect(whole({ invited: 12, groups, groupBy: 'community' }).kept).toEqual(['c']);
  });
});
