import type { LearningCase } from '@skein/contracts';
import { newId, signLink } from '@skein/service-kit';
import { type Ground, until } from '@skein/service-kit/testing';
import { planFor, startNetwork, weeklyPlan } from './network.ts';

/** The meeting service with a community, and the records that its facilitator makes there. */
export const startGround = async () => {
  const network = await startNetwork();
  const { api, community, neighbour, people, side, tokens } = network;
  const make = async (path: string, body: object): Promise<string> => {
    const { status, body: made } = await api<{ id: string }>('POST', path, { as: tokens.ada, body });
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(made)}`);
    return made.id;
  };
  /** Something in the library with its file. */
  const file = async ({
    query,
    ...request
  }: {
    query: Record<string, string>;
    body: Buffer;
    headers: object;
  }) => {
    const headers = { ...request.headers };
    const path = `/resource-files?${new URLSearchParams(query)}`;
    const sent = { as: tokens.ada, body: request.body, headers };
    const { status, body } = await api<{ id: string }>('POST', path, sent);
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body.id;
  };
  const meeting = () => make('/meetings', planFor(community));
  const opened = async () => {
    const id = await meeting();
    await api('POST', `/meetings/${id}/opening`, { as: tokens.ada, ifMatch: 1 });
    return id;
  };
  /** What follows from a meeting that is over is not to be taken for what a request does. */
  const withMinutes = async (id: string): Promise<string> => {
    await until('it has minutes', () => network.db.collection('minutes').countDocuments({ meeting: id }));
    return id;
  };
  const closed = async () => {
    const id = await opened();
    await api('POST', `/meetings/${id}/closing`, { as: tokens.ada, ifMatch: 2, body: {} });
    return withMinutes(id);
  };
  /** An earlier meeting that was taken in. */
  const past = async (body: object) => withMinutes(await make('/meetings/past', body));
  const agendaItem = (id: string) => make(`/meetings/${id}/agenda-items`, { title: 'Beds' });
  const cancelled = async () => {
    const id = await meeting();
    const body = { reason: 'Half of us are ill' };
    await api('POST', `/meetings/${id}/cancellation`, { as: tokens.ada, ifMatch: 1, body });
    return id;
  };
  /** A meeting with its chat. */
  const chat = async (text: string) => {
    const id = await meeting();
    await api('POST', `/meetings/${id}/chat`, { as: tokens.ada, body: { text } });
    return id;
  };
  /** A meeting that Ada has said yes to. */
  const answered = async () => {
    const id = await meeting();
    await api('PUT', `/meetings/${id}/answer`, { as: tokens.ada, body: { answer: 'yes' } });
    return { id, person: people.ada };
  };
  /** An answer to a meeting by somebody from outside. */
  const outside = async () => {
    const [id, answer, now] = [await meeting(), newId(), new Date()];
    const forgetAt = new Date(now.getTime() + 60_000);
    await network.db.collection<{ _id: string }>('outside_answers').insertOne({
      ...{ _id: answer, network: 'testing', version: 1, meeting: id, email: 'guest@example.org' },
      ...{ answer: 'yes', status: 'held', stamp: now, at: now, forgetAt },
    });
    return { id, answer };
  };
  const forAll = () => make('/meetings', planFor(community, { audience: 'network' }));
  /** The token of Ada’s letter about a meeting for everybody. */
  const linked = async () => network.linkTo(await forAll(), people.ada);
  const seriesBody = { community, title: 'Monthly', kind: 'call', rhythm: 'every month', agenda: [] };
  const workstream = () => make('/workstreams', { community, title: 'Website', owners: [people.ada] });
  const tensionBody = { community, title: 'Nobody finds the notes', wouldHelp: 'One place for them.' };
  const raised = async () => {
    const { body } = await api<{ id: string }>('POST', '/tensions', { as: tokens.ben, body: tensionBody });
    return body.id;
  };
  /** The token of the letter that asks ben to take a step on; he belongs to its community. */
  const linkedStep = async () => {
    await side.enter(people.ben, community);
    const memberships = network.db.collection<{ _id: string }>('known_memberships');
    await until('ben belongs', () => memberships.findOne({ _id: `${people.ben}.${community}` }));
    const step = await make(`/workstreams/${await workstream()}/steps`, {
      title: 'Draft it',
      owners: [people.ben],
    });
    const soon = new Date(Date.now() + 60 * 60 * 1000);
    const claims = { net: 'testing', sub: people.ben, step };
    return signLink(network.context().signingKey, 'step-answer', claims, soon);
  };
  const caseBody = { title: 'A case', situation: 'It happened.', broughtBy: people.ben };
  return {
    network: 'testing',
    tensionBody,
    /** A tension that ben raised. */
    tension: raised,
    withdrawn: async () => {
      const id = await raised();
      await api('POST', `/tensions/${id}/withdrawal`, { as: tokens.ben, ifMatch: 1, body: {} });
      return id;
    },
    decision: () => make('/decisions', { community, what: 'We meet on Fridays' }),
    series: () => make('/series', seriesBody),
    /** A step that ben is asked to take on. */
    asked: async () =>
      make(`/workstreams/${await workstream()}/steps`, { title: 'Draft it', owners: [people.ben] }),
    ...{
      community,
      neighbour,
      people,
      meeting,
      opened,
      closed,
      past,
      agendaItem,
      cancelled,
      chat,
      made: make,
      file,
      seriesBody,
      workstream,
      caseBody,
    },
    plannedSeries: () =>
      make('/series', { ...seriesBody, plan: weeklyPlan({ rule: { frequency: 'weekly', count: 3 } }) }),
    step: async () => make(`/workstreams/${await workstream()}/steps`, { title: 'Draft it' }),
    /** What ben added to a case that he brought. */
    contribution: async () => {
      const id = await make(`/meetings/${await meeting()}/learning-cases`, caseBody);
      const path = `/learning-cases/${id}/contributions`;
      const body = { part: 'insight', text: 'Ask sooner.' };
      const added = await api<LearningCase>('POST', path, { as: tokens.ben, body });
      return { id, contribution: added.body.contributions[0]?.id ?? '' };
    },
    learningCase: async () => make(`/meetings/${await meeting()}/learning-cases`, caseBody),
    answered,
    linkedStep,
    outside,
    forAll,
    linked,
    db: network.db,
    urlOf: () => network.url(),
    tokenFor: (actor) => side.tokenFor(actor),
    stop: network.stop,
  } satisfies Ground & Record<string, unknown>;
};

/** What meeting's routes are walked on. */
export type MeetingGround = Awaited<ReturnType<typeof startGround>>;
