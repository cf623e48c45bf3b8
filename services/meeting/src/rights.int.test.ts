import { type Ground, walkRights } from '@skein/service-kit/testing';
import { planFor, startNetwork } from './testing/network.ts';

/** The meeting service with a community, and the records that its facilitator makes there. */
const startGround = async () => {
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
  const seriesBody = { community, title: 'Monthly', kind: 'call', rhythm: 'every month', agenda: [] };
  const workstream = () => make('/workstreams', { community, title: 'Website', owners: [people.ada] });
  const caseBody = { title: 'A case', situation: 'It happened.', broughtBy: people.ben };
  return {
    network: 'testing',
    ...{ community, neighbour, people, meeting, opened, seriesBody, workstream, caseBody },
    series: () => make('/series', seriesBody),
    step: async () => make(`/workstreams/${await workstream()}/steps`, { title: 'Draft it' }),
    learningCase: async () => make(`/meetings/${await meeting()}/learning-cases`, caseBody),
    db: network.db,
    urlOf: () => network.url(),
    tokenFor: (actor) => side.tokenFor(actor),
    stop: network.stop,
  } satisfies Ground & Record<string, unknown>;
};

walkRights('meeting', startGround, {
  startSeries: { prepare: ({ community, seriesBody }) => ({ target: { community }, body: seriesBody }) },
  listSeries: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  editSeries: {
    prepare: async ({ community, series }) => ({
      target: { community },
      params: { id: await series() },
      body: { title: 'Weekly' },
      ifMatch: 1,
    }),
  },
  planMeeting: { prepare: ({ community }) => ({ target: { community }, body: planFor(community) }) },
  listMeetings: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readMeeting: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  editMeeting: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { title: 'Another title' },
      ifMatch: 1,
    }),
  },
  openMeeting: {
    prepare: async ({ community, meeting }) => ({
      target: { community },
      params: { id: await meeting() },
      ifMatch: 1,
    }),
  },
  recordAttendance: {
    prepare: async ({ community, meeting, people }) => ({
      target: { community },
      params: { id: await meeting() },
      body: { present: [people.ada], apologies: [people.ben] },
      ifMatch: 1,
    }),
  },
  closeMeeting: {
    prepare: async ({ community, opened }) => ({
      target: { community },
      params: { id: await opened() },
      body: {},
      ifMatch: 2,
    }),
  },
  startWorkstream: {
    prepare: ({ community, people }) => ({
      target: { community },
      body: { community, title: 'Library', owners: [people.ada] },
    }),
  },
  listWorkstreams: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  addStep: {
    prepare: async ({ community, workstream }) => ({
      target: { community },
      params: { id: await workstream() },
      body: { title: 'Ask around' },
    }),
  },
  editStep: {
    prepare: async ({ community, step }) => ({
      target: { community },
      params: { id: await step() },
      body: { notes: 'Half of it' },
      ifMatch: 1,
    }),
  },
  raiseLearningCase: {
    prepare: async ({ community, meeting, caseBody }) => ({
      target: { community },
      params: { id: await meeting() },
      body: caseBody,
    }),
  },
  listLearningCases: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  editLearningCase: {
    prepare: async ({ community, learningCase }) => ({
      target: { community },
      params: { id: await learningCase() },
      body: { insights: ['Ask sooner.'] },
      ifMatch: 1,
    }),
  },
});
