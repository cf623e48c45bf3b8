import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { holds, showsNothing } from '../storage/holdings.ts';
import type { DepartureRow } from './departures.ts';
import { advanced, finished, linesOf, nextOf } from './progress.ts';
import { heldIn } from './sweep.ts';

const collection = (name: string) => ({
  name,
  schema: z.object({ _id: z.string(), person: z.string() }),
  people: holds({
    title: `Your ${name}`,
    at: ['person'],
    show: showsNothing,
    erase: { does: 'remove' },
    merge: { does: 'stay' },
  }),
});
const heldOf = (...names: string[]) => heldIn(names.map(collection));
const [actions, meetings, steps] = heldOf('actions', 'meetings', 'steps');
const now = new Date('2025-05-01');
const begun: DepartureRow = { _id: 'ada', network: 'testing', sweeps: 0, dueAt: now, swept: [] };
const removed = (count: number, after?: string) => ({
  ...{ removed: count, changed: 0, kept: 0, erased: [] },
  ...(after !== undefined && { after }),
});
const next = (row: DepartureRow, ...names: string[]) => {
  const found = nextOf(row, heldOf(...names));
  return found && [found.at.name, found.after];
};

describe('a departure', () => {
  it('goes on where the last step ended, until every collection was gone over', () => {
    if (!actions || !meetings) throw new Error('there are three');
    expect(next(begun, 'actions', 'meetings')).toEqual(['actions', undefined]);
    const inside = advanced(begun, actions, removed(50, 'row-50'));
    expect(next(inside, 'actions', 'meetings')).toEqual(['actions', 'row-50']);
    const after = advanced(inside, actions, removed(3));
    expect(next(after, 'actions', 'meetings')).toEqual(['meetings', undefined]);
    const done = advanced(after, meetings, removed(0));
    expect(next(done, 'actions', 'meetings')).toBeUndefined();
    expect(linesOf('meeting', done, heldOf('actions', 'meetings'))).toEqual([
      { service: 'meeting', what: 'Your actions', removed: 53, changed: 0, kept: 0 },
    ]);
  });

  it('goes over what came with a new version too, and on in what was begun, wherever that stands now', () => {
    if (!meetings || !steps) throw new Error('there are three');
    const row = advanced(advanced(begun, meetings, removed(2)), steps, removed(50, 'row-50'));
    expect(next(row, 'meetings', 'steps')).toEqual(['steps', 'row-50']);
    expect(next(row, 'actions', 'meetings', 'steps')).toEqual(['actions', undefined]);
    expect(next(row, 'steps')).toEqual(['steps', 'row-50']);
    expect(linesOf('meeting', advanced(row, steps, removed(1)), heldOf('steps'))).toMatchObject([
      { what: 'What was gone over before the service was replaced by a newer version', removed: 2 },
      { what: 'Your steps', removed: 51 },
    ]);
  });

  it('that an earlier version began is gone over anew, and tells what that version had taken', () => {
    if (!actions) throw new Error('there are three');
    const { swept: _, ...rest } = begun;
    const counts = [
      { removed: 4, changed: 1, kept: 7 },
      { removed: 50, changed: 0, kept: 0 },
    ];
    const row: DepartureRow = { ...rest, place: 1, after: 'row-50', counts };
    expect(next(row, 'actions')).toEqual(['actions', undefined]);
    const done = advanced(row, actions, { ...removed(0), kept: 7 });
    expect(Object.keys(done).toSorted()).toEqual(['_id', 'dueAt', 'network', 'sweeps', 'swept']);
    expect(next(done, 'actions')).toBeUndefined();
    expect(linesOf('meeting', done, heldOf('actions'))).toMatchObject([
      { removed: 54, changed: 1, kept: 0 },
      { what: 'Your actions', removed: 0, changed: 0, kept: 7 },
    ]);
  });

  it('is gone over again later, from the beginning, and in the end no more', () => {
    if (!actions) throw new Error('there are three');
    const once = finished(advanced(begun, actions, removed(1)), now);
    expect(once).toEqual({ ...begun, sweeps: 1, dueAt: new Date(now.getTime() + 60_000) });
    expect(finished({ ...once, sweeps: 3 }, now)).toMatchObject({ sweeps: 4, swept: [] });
    expect(finished({ ...once, sweeps: 3 }, now).dueAt).toBeUndefined();
  });
});
