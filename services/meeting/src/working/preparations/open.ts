import type { Reader } from '@skein/service-kit';
import type { NoticeRow } from '../../gathering/meetings/row.ts';
import { casesToFeedBack } from '../learning-cases/store.ts';
import { takenSteps } from '../workstreams/store.ts';

/** What somebody has open before a meeting. */
interface Open {
  readonly person: string;
  readonly steps: string[];
  readonly cases: string[];
}

type Near = Pick<NoticeRow, '_id' | 'community' | 'withCommunities'>;

/** What everybody has open before a meeting of these communities: steps that they took on, cases that they are to feed back. */
export const openBefore = async (reader: Reader, meeting: Near): Promise<Open[]> => {
  const communities = [meeting.community, ...(meeting.withCommunities ?? [])];
  const [steps, cases] = await Promise.all([
    takenSteps(reader, communities),
    casesToFeedBack(reader, communities, meeting._id),
  ]);
  const open = new Map<string, Open>();
  const of = (person: string): Open => {
    const found = open.get(person) ?? { person, steps: [], cases: [] };
    open.set(person, found);
    return found;
  };
  for (const { owners, title } of steps) for (const owner of owners) of(owner).steps.push(title);
  for (const { broughtBy, title } of cases) if (broughtBy) of(broughtBy).cases.push(title);
  return [...open.values()];
};
