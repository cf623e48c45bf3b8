import { Id } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { openCheckOut } from './decide.ts';
import { checkOutId } from './id.ts';

const meeting = '0195d3b0-1a2b-7c3d-8e4f-5a6b7c8d9e0f';

describe('a check-out', () => {
  it('has an id that follows from its meeting', () => {
    expect(Id.parse(checkOutId(meeting))).toBe(checkOutId(meeting));
    expect(checkOutId(meeting)).not.toBe(checkOutId(meeting.replace('9e0f', '9e10')));
  });

  it('asks those present by name, for 14 days from the close', () => {
    const data = {
      meeting,
      community: 'c',
      kind: 'community' as never,
      startsAt: '2026-03-01T09:00:00.000Z',
      minutes: 60,
      present: ['a', 'b'],
      checkOut: 'i1',
    };
    const opening = openCheckOut(
      { network: 'testing', time: '2026-03-01T10:00:00.000Z', data },
      { _id: 'i1', published: 2, title: 'How was it?' },
      checkOutId(meeting),
      () => 'link',
    );
    expect(opening).toMatchObject({
      survey: {
        _id: checkOutId(meeting),
        title: 'How was it?, 2026-03-01',
        mode: 'named',
        audience: { kind: 'meeting', meeting, community: 'c' },
        community: 'c',
        invited: 2,
        instrumentVersion: 2,
        closesAt: new Date('2026-03-15T10:00:00.000Z'),
      },
      letters: [['a', 'b']],
    });
  });
});
