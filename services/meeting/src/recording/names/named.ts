import type { Actor } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { itemsOf } from '../../gathering/agenda/store.ts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { peopleIn } from '../minutes/people.ts';
import { presentMinutes } from '../minutes/present.ts';
import { minutesOf } from '../minutes/store.ts';

/** Whom the record of a meeting names, as far as somebody may see it. */
export const namedAt = async (
  reader: Reader,
  meeting: MeetingRow,
  actor: Actor | undefined,
): Promise<string[]> => {
  const { _id, present, apologies } = meeting;
  const items = await itemsOf(reader, _id);
  const minutes = await minutesOf(reader, _id);
  const later = minutes ? peopleIn(await presentMinutes(reader, meeting, actor, minutes)) : [];
  const proposed = items.flatMap(({ proposedBy = [] }) => proposedBy);
  return [...new Set([...present, ...apologies, ...proposed, ...later])];
};
