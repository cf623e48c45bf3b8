import type { Ground } from '@skein/service-kit/testing';
import { planFor, startNetwork } from './network.ts';

/** The meeting service with a community, and the records that its facilitator makes there. */
export const startGround = async () => {
  const network = await startNetwork();
  const { api, community, neighbour, people, side, tokens } = network;
  const make = async (path: string, body: object): Promise<string> => {
    const { status, body: made } = await api<{ id: string }>('POST', path, { as: tokens.ada, body });
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(made)}`);
    return made.id;
  };
  const meeting = () => make('/meetings', planFor(community));
  const opened = async () => {
    const id = await meeting();
    await api('POST', `/meetings/${id}/opening`, { as: tokens.ada, ifMatch: 1 });
    return id;
  };
  const closed = async () => {
    const id = await opened();
    await api('POST', `/meetings/${id}/closing`, { as: tokens.ada, ifMatch: 2, body: {} });
    return id;
  };
  const agendaItem = (id: string) => make(`/meetings/${id}/agenda-items`, { title: 'Beds' });
  /** A meeting with its chat. */
  const chat = async (text: string) => {
    const id = await meeting();
    await api('POST', `/meetings/${id}/chat`, { as: tokens.ada, body: { text } });
    return id;
  };
  const seriesBody = { community, title: 'Monthly', kind: 'call', rhythm: 'every month', agenda: [] };
  const workstream = () => make('/workstreams', { community, title: 'Website', owners: [people.ada] });
  const caseBody = { title: 'A case', situation: 'It happened.', broughtBy: people.ben };
  return {
    network: 'testing',
    ...{
      community,
      neighbour,
      people,
      meeting,
      opened,
      closed,
      chat,
      agendaItem,
      seriesBody,
      workstream,
      caseBody,
    },
    series: () => make('/series', seriesBody),
    step: async () => make(`/workstreams/${await workstream()}/steps`, { title: 'Draft it' }),
    learningCase: async () => make(`/meetings/${await meeting()}/learning-cases`, caseBody),
    db: network.db,
    urlOf: () => network.url(),
    tokenFor: (actor) => side.tokenFor(actor),
    stop: network.stop,
  } satisfies Ground & Record<string, unknown>;
};

/** What meeting's routes are walked on. */
export type MeetingGround = Awaited<ReturnType<typeof startGround>>;
