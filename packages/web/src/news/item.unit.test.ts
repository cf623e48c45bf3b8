import type { AskedVote, Community, MeetingNotice } from '@skein/contracts';
import { expect, it } from 'vitest';
import { newsOf } from './item.ts';

const at = (day: number): string => `2026-05-${String(day).padStart(2, '0')}T12:00:00.000Z`;
const nothing = { mine: [], communities: [], arrivals: [], held: [], published: [], votes: [] };
const kinds = (told: Partial<Parameters<typeof newsOf>[0]>, most = 9) =>
  newsOf({ ...nothing, ...told }, (moment) => moment >= at(3), most).map(({ kind, at: when }) => [
    kind,
    when,
  ]);

const founded = (day: number) =>
  ({ id: `c${day}`, statusHistory: [{ status: 'forming', since: at(day) }] }) as Community;
const held = (community: string, withCommunities?: string[]) =>
  ({ id: 'm', community, withCommunities, startsAt: at(5) }) as MeetingNotice;
const vote = (winners?: string[]) =>
  ({ vote: 'v', round: 'r', closesAt: at(9), closedAt: at(7), winners }) as AskedVote;

it('tells the latest first, as far back as it is news, and so many at most', () => {
  const arrivals = [{ community: 'c', count: 2, latest: at(6), named: [] }];
  const told = { arrivals, communities: [founded(2), founded(4)] };
  expect(kinds(told)).toEqual([
    ['arrivals', at(6)],
    ['founded', at(4)],
  ]);
  expect(kinds(told, 1)).toEqual([['arrivals', at(6)]]);
});

it('tells of meetings that one’s own communities held, alone or with others', () => {
  expect(kinds({ mine: ['c'], held: [held('c')] })).toEqual([['held', at(5)]]);
  expect(kinds({ mine: ['c'], held: [held('d', ['c'])] })).toEqual([['held', at(5)]]);
  expect(kinds({ mine: ['c'], held: [held('d')] })).toEqual([]);
});

it('tells of a vote once something was decided that one may see', () => {
  expect(kinds({ votes: [vote(['To learn.'])] })).toEqual([['decided', at(7)]]);
  expect(kinds({ votes: [vote([]), vote()] })).toEqual([]);
});
