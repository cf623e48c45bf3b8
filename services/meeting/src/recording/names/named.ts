import { type Actor, may } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { itemsOf } from '../../gathering/agenda/store.ts';
import { briefingAnswers } from '../../gathering/briefings/store.ts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import { peopleInRoles, rolesAt } from '../../gathering/roles/held.ts';
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
  const doing = peopleInRoles(await rolesAt(reader, meeting));
  const plans = [meeting.community, ...(meeting.withCommunities ?? [])].some((community) =>
    may(actor, 'meeting.plan', { community }),
  );
  const answered = plans ? await briefingAnswers(reader, _id) : [];
  const prepared = answered.map(({ person }) => person);
  return [...new Set([...doing, ...prepared, ...present, ...apologies, ...proposed, ...later])];
};
