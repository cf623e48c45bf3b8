import { mostNoteBytes } from '@skein/contracts';
import { expect, it } from 'vitest';
import { planMeeting } from '../meetings/decide.ts';
import { refuseWriting } from './decide.ts';

it('nothing is written at a closed meeting, on what is not there, or past what a note holds', () => {
  const plan = {
    ...{ community: 'c1', title: 'Monthly call', kind: 'call' as const, minutes: 90, reading: [] },
    ...{ audience: 'community' as const, startsAt: new Date('2026-12-01T12:30:00Z') },
  };
  const meeting = planMeeting(plan, undefined, 'net', 'm1');
  const size = { bytes: 0, more: 10 };
  expect(refuseWriting(meeting, true, size)).toBeUndefined();
  expect(refuseWriting({ ...meeting, status: 'closed' }, true, size)).toMatchObject({ refused: 'closed' });
  expect(refuseWriting(meeting, false, size)).toMatchObject({ refused: 'not-found' });
  expect(refuseWriting(meeting, true, { bytes: mostNoteBytes, more: 1 })).toMatchObject({
    refused: 'conflict',
  });
});
