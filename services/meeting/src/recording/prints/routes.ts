import { isRefusal, printsContract, type Refusal } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import { type Implementation, missing, type Reader, read, type ServiceContext } from '@skein/service-kit';
import type { AgendaItemRow } from '../../gathering/agenda/row.ts';
import { itemsOf } from '../../gathering/agenda/store.ts';
import { listAnswers, seatsOf } from '../../gathering/answers/store.ts';
import { findMeeting } from '../../gathering/meetings/store.ts';
import { denyWhere } from '../../gathering/onlookers/decide.ts';
import { namesOf } from '../../gathering/people/ask.ts';
import { findMinutes } from '../minutes/find.ts';
import { peopleIn } from '../minutes/people.ts';
import { presentMinutes } from '../minutes/present.ts';
import { paperFor, sendPrint } from '../paper/sheet.ts';
import { agendaPrint, type ForHost } from './agenda-print.ts';
import { minutesPrint } from './minutes-print.ts';

/** So many who come are named; of more, how many they are. */
const mostNamed = 500;

const communityOf = async (reader: Reader, id: string): Promise<string> =>
  (await findCommunity(reader, id))?.name ?? '';

const dayOf = (startsAt: Date): string => startsAt.toISOString().slice(0, 10);

export const printRoutes = (context: ServiceContext): Implementation[] => {
  const forHost = async (
    reader: Reader,
    meeting: string,
    items: readonly AgendaItemRow[],
  ): Promise<ForHost | Refusal> => {
    const seats = (await seatsOf(reader, [meeting])).get(meeting);
    const who = async (state: 'seated' | 'maybe') => {
      const page = await listAnswers(reader, { meeting, state, limit: mostNamed }, ({ person }) => person);
      return isRefusal(page) ? [] : page.items;
    };
    const comes = await who('seated');
    const maybe = await who('maybe');
    const proposers = items.flatMap(({ proposedBy = [] }) => proposedBy);
    const names = await namesOf(context, reader.network, [...comes, ...maybe, ...proposers]);
    if (isRefusal(names)) return names;
    const counts = { comes: seats?.seated ?? comes.length, maybe: seats?.maybe ?? maybe.length };
    return { comes, maybe, counts, nameOf: (person) => names.get(person) };
  };

  return [
    read(printsContract.routes.printMinutes, async ({ actor, network, reader, params, query, deny }) => {
      const found = await findMinutes(reader, params.id, 'meeting.read', deny);
      if (isRefusal(found)) return found;
      const { meeting, row } = found;
      const minutes = await presentMinutes(reader, meeting, actor, row);
      const names = await namesOf(context, network, peopleIn(minutes));
      if (isRefusal(names)) return names;
      const paper = await paperFor(reader, query.language);
      const community = await communityOf(reader, meeting.community);
      const document = minutesPrint(minutes, paper, community, (person) => names.get(person));
      return sendPrint(document, `minutes-${dayOf(meeting.startsAt)}.pdf`);
    }),

    read(printsContract.routes.printAgenda, async ({ reader, params, query, deny }) => {
      const meeting = await findMeeting(reader, params.id);
      if (!meeting) return missing('meeting', params.id);
      const isHosts = query.for === 'host';
      const denied = denyWhere(deny, isHosts ? 'meeting.plan' : 'meeting.read', meeting);
      if (denied) return denied;
      const items = await itemsOf(reader, meeting._id);
      const host = isHosts ? await forHost(reader, meeting._id, items) : undefined;
      if (isRefusal(host)) return host;
      const paper = await paperFor(reader, query.language);
      const document = agendaPrint(meeting, items, paper, await communityOf(reader, meeting.community), host);
      return sendPrint(document, `agenda-${dayOf(meeting.startsAt)}.pdf`);
    }),
  ];
};
