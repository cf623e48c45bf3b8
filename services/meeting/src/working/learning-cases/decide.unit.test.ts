import { describe, expect, it } from 'vitest';
import { planMeeting } from '../../gathering/meetings/decide.ts';
import { moveCase, raiseCase } from './decide.ts';

const meetingAt = (_id: string, startsAt: string, community = 'c1') =>
  planMeeting(
    {
      community,
      title: 'Call',
      kind: 'call',
      audience: 'community',
      startsAt: new Date(startsAt),
      minutes: 90,
      reading: [],
    },
    undefined,
    'net',
    _id,
  );
const february = meetingAt('m1', '2019-02-08T09:30:00Z');
const april = meetingAt('m2', '2019-04-12T08:30:00Z');
const january = meetingAt('m0', '2019-01-11T09:30:00Z');
const elsewhere = meetingAt('m3', '2019-04-12T08:30:00Z', 'c2');

const situation = {
  title: 'Answering a harsh review',
  situation: 'A long public complaint.',
  broughtBy: 'ada',
  observations: [],
  insights: [],
};
const raised = raiseCase(situation, february, 'k1');
const feedback = { meeting: 'm2', tried: 'We wrote back together.' };

describe('raising a case', () => {
  it('belongs to the meeting and its community', () => {
    expect(raised).toEqual({
      _id: 'k1',
      network: 'net',
      version: 1,
      community: 'c1',
      meeting: 'm1',
      ...situation,
      status: 'raised',
    });
  });

  it('waits for feedback at once if it has insights', () => {
    expect(raiseCase({ ...situation, insights: ['It feels public.'] }, february, 'k1').status).toBe(
      'awaiting-feedback',
    );
  });
});

describe('taking a case on', () => {
  it('stays raised with observations, and waits for feedback with insights', () => {
    expect(moveCase(raised, { observations: ['Others know this.'] }, february, null)).toMatchObject({
      fields: ['observations'],
      row: { status: 'raised', version: 2 },
    });
    expect(moveCase(raised, { insights: ['It feels public.'] }, february, null)).toMatchObject({
      fields: ['insights', 'status'],
      row: { status: 'awaiting-feedback', version: 2 },
    });
  });

  it('changes nothing when nothing new is said', () => {
    expect(moveCase(raised, { insights: [] }, february, null)).toEqual({ row: raised, fields: [] });
  });

  it('closes with feedback at a later meeting', () => {
    expect(moveCase(raised, { feedback }, february, april)).toMatchObject({
      row: { status: 'closed', feedback, version: 2 },
    });
  });

  it('refuses feedback at a meeting that is unknown, or another community’s', () => {
    for (const found of [null, elsewhere]) {
      expect(moveCase(raised, { feedback }, february, found)).toMatchObject({
        refused: 'unknown-reference',
        errors: [{ pointer: '#/feedback/meeting' }],
      });
    }
  });

  it('refuses feedback at the same meeting or an earlier one', () => {
    for (const found of [february, january]) {
      expect(moveCase(raised, { feedback }, february, found)).toMatchObject({
        refused: 'conflict',
        errors: [{ pointer: '#/feedback/meeting' }],
      });
    }
  });

  it('is over once it is closed', () => {
    const closed = { ...raised, status: 'closed' as const, feedback };
    expect(moveCase(closed, { insights: ['More'] }, february, null)).toMatchObject({ refused: 'conflict' });
  });
});
