import { meetingRolesContract } from '@skein/contracts';
import { membersAmong } from '@skein/known';
import {
  type Implementation,
  missing,
  type Reader,
  read,
  staleUnless,
  unknownReference,
  write,
} from '@skein/service-kit';
import { over } from '../meetings/decide.ts';
import { findMeeting } from '../meetings/store.ts';
import { denyWhere, type Held } from '../onlookers/decide.ts';
import { refuseRepeated, refuseStrangers } from '../people/decide.ts';
import { findSeries } from '../series/store.ts';
import { rolesAt } from './held.ts';
import { givenAt, putGiven, putRotation, rotationsOf } from './store.ts';

const { routes, events } = meetingRolesContract;

/** Those of these people who take part in none of the communities. */
const strangersTo = async (
  reader: Reader,
  { community, withCommunities = [] }: Held,
  people: readonly string[],
): Promise<string[]> => {
  const found = new Set<string>();
  for (const one of [community, ...withCommunities])
    for (const person of await membersAmong(reader, one, people)) found.add(person);
  return people.filter((person) => !found.has(person));
};

export const roleRoutes = (): Implementation[] => [
  read(routes.listMeetingRoles, async ({ reader, params, deny }) => {
    const meeting = await findMeeting(reader, params.id);
    if (!meeting) return missing('meeting', params.id);
    return denyWhere(deny, 'meeting.read', meeting) ?? { roles: await rolesAt(reader, meeting) };
  }),

  write(routes.giveRole, async ({ network, params: { id, role }, body, ifMatch, deny, tx }) => {
    const meeting = await findMeeting(tx, id);
    if (!meeting) return missing('meeting', id);
    const before = (await givenAt(tx, id)).find((one) => one.role === role);
    const version = before?.version ?? 0;
    const refused =
      denyWhere(deny, 'meeting.plan', meeting) ?? staleUnless(ifMatch, version) ?? over(meeting);
    if (refused) return refused;
    const { person } = body;
    if (person && (await strangersTo(tx, meeting, [person])).length)
      return unknownReference('person', 'member of the communities that hold the meeting', person);
    const { community } = meeting;
    const row = {
      ...{ _id: `${id}.${role}`, network, version: version + 1, meeting: id, community, role },
      ...(person && { person }),
    };
    await putGiven(tx, row);
    const { _id: subject } = row;
    const data = { community, meeting: id, role };
    tx.record(events.roleGiven, { network, subject, version: row.version, data });
    return { roles: await rolesAt(tx, meeting) };
  }),

  write(routes.rotateRole, async ({ network, params: { id, role }, body, ifMatch, deny, tx }) => {
    const series = await findSeries(tx, id);
    if (!series) return missing('series', id);
    const { community } = series;
    const before = (await rotationsOf(tx, id)).find((one) => one.role === role);
    const version = before?.version ?? 0;
    const { people } = body;
    const refused =
      deny('meeting.plan', { community }) ??
      staleUnless(ifMatch, version) ??
      refuseRepeated({ people }) ??
      refuseStrangers({ people }, await strangersTo(tx, { community }, people));
    if (refused) return refused;
    const row = {
      ...{ _id: `${id}.${role}`, network, version: version + 1, series: id, community, role },
      ...{ people, since: tx.now },
    };
    await putRotation(tx, row);
    const data = { community, series: id, role };
    tx.record(events.roleGiven, { network, subject: row._id, version: row.version, data });
    return { role, version: row.version, people };
  }),
];
