import { useLingui } from '@lingui/react';
import { isProblem } from '@skein/client';
import type { AgendaItem, Meeting, MeetingNotice } from '@skein/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KnownNames } from '../people/Named.tsx';
import { client } from '../session/client.ts';

const meetings = ['meetings'] as const;

/** A meeting for who may read it; of one for the network, for others how it is announced. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'one', id, 'room'],
    queryFn: async ({
      signal,
    }): Promise<{ readonly meeting: Meeting } | { readonly notice: MeetingNotice }> => {
      const params = { id };
      try {
        return { meeting: await client.readMeeting({ params, signal }) };
      } catch (error) {
        if (!isProblem(error, 'unauthenticated', 'forbidden')) throw error;
        const notice = await client.readMeetingNotice.attempt({ params, signal });
        if (notice.ok) return { notice: notice.value };
        throw error;
      }
    },
  });

/** What all those are called whom the record of a meeting names. */
const namesQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'names', id],
    queryFn: async ({ signal }) => {
      const { names } = await client.listMeetingNames({ params: { id }, signal });
      return new Map(names.map(({ person, name }) => [person, name]));
    },
  });

const nobody: KnownNames = new Map();

/** The same; nobody, where they are not to be had. */
export const useMeetingNames = (id: string): KnownNames => {
  const { data, isPending } = useQuery(namesQuery(id));
  return data ?? (isPending ? 'loading' : nobody);
};

/** What is on the agenda of a meeting, in its order. */
export const agendaQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'agenda', id],
    queryFn: async ({ signal }) => (await client.listAgendaItems({ params: { id }, signal })).items,
  });

/** The timed parts that a call of a community has, of so many minutes. */
export const templateQuery = (community: string, minutes: number) =>
  queryOptions({
    queryKey: [...meetings, 'template', community, minutes],
    queryFn: ({ signal }) =>
      client.readAgendaTemplate({ params: { id: community }, query: { minutes }, signal }),
  });

/** What is written at a meeting, by what it is about; asked for again while others may be writing. */
export const notesQuery = ({ id, status }: Pick<Meeting, 'id' | 'status'>) =>
  queryOptions({
    queryKey: [...meetings, 'notes', id],
    queryFn: async ({ signal }) => {
      const { items } = await client.readNotes({ params: { id }, signal });
      return new Map(items.map(({ item, text }) => [item, text]));
    },
    refetchInterval: status === 'running' ? 15_000 : false,
  });

/** What a meeting may be closed with: the network's questionnaires that are out. */
export const checkOutsQuery = queryOptions({
  queryKey: ['surveys', 'instruments'],
  queryFn: async ({ signal }) => {
    const found = await client.listInstruments.all({ signal }).toArray();
    return found.filter(({ published }) => published > 0);
  },
});

/** What is open, as it would be on an agenda. */
interface OpenThing {
  readonly ref: string;
  readonly title: string;
  readonly kind: Exclude<AgendaItem['kind'], 'topic'>;
}

/** What a community has open that a meeting may speak about, as what it would be on an agenda. */
export const openQuery = (community: string) =>
  queryOptions({
    queryKey: ['work', 'open', community],
    queryFn: async ({ signal }) => {
      const due = new Date().toISOString().slice(0, 10);
      const [tensions, cases, decisions, streams] = await Promise.all([
        client.listTensions.all({ query: { community, status: 'open' }, signal }).toArray(),
        client.listLearningCases.all({ query: { community, status: 'awaiting-feedback' }, signal }).toArray(),
        client.listDecisions.all({ query: { community, due }, signal }).toArray(),
        client.listWorkstreams.all({ query: { community, open: true }, signal }).toArray(),
      ]);
      const as =
        (kind: OpenThing['kind']) =>
        ({ id: ref, title }: { readonly id: string; readonly title: string }): OpenThing => ({
          ref,
          title: title.slice(0, 200),
          kind,
        });
      return [
        ...tensions.map(as('tension')),
        ...cases.map(as('case')),
        ...decisions.map(({ id, what: title }) => as('decision')({ id, title })),
        ...streams.flatMap(({ steps }) => steps).map(as('step')),
      ];
    },
  });

type Proposed = Parameters<typeof client.proposeAgendaItem>[0]['body'];

/** What is done at a meeting; each step asks anew for how it stands. */
export const useMeetingSteps = ({ id, version, community }: Meeting) => {
  const queries = useQueryClient();
  const params = { id };
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: meetings });
    return answer;
  };
  const at = ({ id: item, version: ifMatch }: AgendaItem) => ({ params: { id: item }, ifMatch });
  return {
    open: () => settled(client.openMeeting.attempt({ params, ifMatch: version })),
    close: (checkOut: string) =>
      settled(client.closeMeeting.attempt({ params, ifMatch: version, body: checkOut ? { checkOut } : {} })),
    /** The parts of the meeting, kept for all calls of the community too, if wanted. */
    time: (agenda: Meeting['agenda'], forAll = false) =>
      settled(
        client.editMeeting.attempt({ params, ifMatch: version, body: { agenda } }).then(async (answer) => {
          if (!answer.ok || !forAll) return answer;
          const of = { params: { id: community } };
          const { version: saved } = await client.readAgendaTemplate({ ...of, query: {} });
          const kept = await client.saveAgendaTemplate.attempt({
            ...of,
            ifMatch: saved,
            body: { parts: agenda },
          });
          return kept.ok ? answer : kept;
        }),
      ),
    goTo: (part: number) => settled(client.goToPart.attempt({ params, body: { part } })),
    sayPresent: (here: boolean, person?: string) =>
      settled(client.sayPresent.attempt({ params, body: { here, ...(person && { person }) } })),
    propose: (body: Proposed) => settled(client.proposeAgendaItem.attempt({ params, body })),
    mark: (item: AgendaItem, done: boolean) =>
      settled(client.editAgendaItem.attempt({ ...at(item), body: { done } })),
    withdraw: (item: AgendaItem) => settled(client.withdrawAgendaItem.attempt({ params: { id: item.id } })),
    arrange: (items: readonly Pick<AgendaItem, 'id' | 'part'>[]) =>
      settled(
        client.arrangeAgenda.attempt({
          params,
          body: { items: items.map(({ id: item, part }) => ({ item, part })) },
        }),
      ),
  };
};

/** The minutes of a meeting that is closed. */
export const minutesQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'minutes', id],
    queryFn: ({ signal }) => client.readMinutes({ params: { id }, signal }),
  });

export const useMinutesSteps = (id: string) => {
  const queries = useQueryClient();
  const params = { id };
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: [...meetings, 'minutes', id] });
    return answer;
  };
  return {
    amend: (text: string) => settled(client.amendMinutes.attempt({ params, body: { text } })),
    approve: (ifMatch: number) => settled(client.approveMinutes.attempt({ params, ifMatch })),
    download: () => client.downloadMinutes.attempt({ params }),
  };
};

/** The languages that documents have headings in. */
const printed = ['en', 'sv', 'fr'] as const;

/** What a meeting has on paper, in the language of the page. */
export const usePrints = (id: string) => {
  const { i18n } = useLingui();
  const params = { id };
  const language = printed.find((one) => one === i18n.locale);
  return {
    minutes: () => client.printMinutes.attempt({ params, query: { ...(language && { language }) } }),
    agenda: (whom: 'all' | 'host') =>
      client.printAgenda.attempt({ params, query: { ...(language && { language }), for: whom } }),
  };
};
