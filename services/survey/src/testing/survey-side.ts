import type { Answers, Instrument, InstrumentVersion, Survey } from '@skein/contracts';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, membershipSide, type TestRequest, testEnvironment, until } from '@skein/service-kit/testing';
import { survey } from '../app.ts';
import { surveyIntake } from '../intake-app.ts';
import { talliesNow } from '../taking/responses/tallies-store.ts';
import { surveyWorker } from '../worker-app.ts';

/** One question of each kind; the first must be answered. */
export const questions = [
  {
    kind: 'scale',
    key: 'mood',
    text: 'How are you?',
    required: true,
    from: 1,
    to: 5,
    lowLabel: 'low',
    highLabel: 'high',
  },
  { kind: 'levels', key: 'trust', text: 'Which is it?', levels: ['None', 'Some', 'Much'] },
  {
    kind: 'single',
    key: 'role',
    text: 'Your role?',
    choices: [
      { key: 'nurse', label: 'Nurse' },
      { key: 'other', label: 'Other' },
    ],
  },
  {
    kind: 'multiple',
    key: 'ways',
    text: 'Which ways?',
    choices: [
      { key: 'mail', label: 'Mail' },
      { key: 'call', label: 'Call' },
    ],
  },
  { kind: 'text', key: 'why', text: 'Why?', maxLength: 50 },
];

type Started = Partial<Record<'intake' | 'worker', boolean>>;

/** The survey service on real servers, with a community of members, and the steps that its tests share. */
export const startSurveySide = async (processes: Started = {}, more: Record<string, string> = {}) => {
  const environment: Record<string, string> = { ...testEnvironment(), SKEIN_SETTLING_MS: '300', ...more };
  const side = await membershipSide(environment);
  const api = await startService(survey, environment);
  const intake = processes.intake ? await startService(surveyIntake, environment) : undefined;
  const worker = processes.worker ? await startService(surveyWorker, environment) : undefined;
  const running: { stop(): Promise<void> }[] = [
    side,
    api,
    ...[intake, worker].filter((one) => one !== undefined),
  ];
  const { db } = api.context;
  const admin = await side.tokenFor({ roles: ['admin'] });

  /** Makes a community with so many members known to the service. */
  const makeCommunity = async (members: number) => {
    const community = newId();
    const people = Array.from({ length: members }, newId);
    await side.found(community);
    for (const person of people) {
      await side.join(person);
      await side.enter(person, community);
    }
    await until('the members to be known', async () => {
      const known = await db.collection('known_memberships').countDocuments({ community });
      const here = await db.collection('known_communities').countDocuments({ _id: community as never });
      return known === members && here === 1;
    });
    return { community, people };
  };

  const draft = (over: { slug?: string; community?: string } = {}) =>
    call<Instrument>(api.url, 'POST', '/instruments', {
      as: admin,
      body: { slug: `i-${newId()}`, title: 'Health check', questions, ...over },
    });

  /** Drafts this and publishes it. */
  const publishContent = async (content: object): Promise<InstrumentVersion> => {
    const drafted = { as: admin, body: { slug: `i-${newId()}`, ...content } };
    const { body, problem, status } = await call<Instrument>(api.url, 'POST', '/instruments', drafted);
    if (status !== 201) throw new Error(problem.detail);
    const path = `/instruments/${body.id}/versions`;
    const reply = await call<InstrumentVersion>(api.url, 'POST', path, { as: admin, ifMatch: body.version });
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };

  const publishInstrument = (community?: string) =>
    publishContent({ title: 'Health check', questions, ...(community && { community }) });

  /** Changes a published instrument's draft and publishes it as the next version. */
  const publishAgain = async (id: string, changes: object = { title: `Pulse ${newId()}` }) => {
    const { body } = await call<Instrument>(api.url, 'GET', `/instruments/${id}`, { as: admin });
    const edit = { as: admin, body: changes, ifMatch: body.version };
    const { body: edited } = await call<Instrument>(api.url, 'PATCH', `/instruments/${id}`, edit);
    const publication = { as: admin, ifMatch: edited.version };
    return call<InstrumentVersion>(api.url, 'POST', `/instruments/${id}/versions`, publication);
  };

  const closesAt = () => new Date(Date.now() + 60 * 60 * 1000).toISOString();

  /** Opens a survey over the API; what is not said is usual. */
  const open = (instrument: string, asking: object, request: TestRequest = {}) =>
    call<Survey>(api.url, 'POST', '/surveys', {
      as: admin,
      body: { instrument, title: 'Pulse', mode: 'named', closesAt: closesAt(), ...asking },
      ...request,
    });

  /** Opens a survey, and waits until the intake's bucket has it. */
  const openAndAnnounce = async (asking: object): Promise<Survey> => {
    const { instrument } = await publishInstrument();
    const { body, status, problem } = await open(instrument, asking);
    if (status !== 201) throw new Error(problem.detail);
    await untilAnnounced(body.id);
    return body;
  };

  const untilAnnounced = (id: string) =>
    until('the intake to know the survey', async () => {
      if (!intake)
        return (await db.collection('survey_announcements').countDocuments({ _id: id as never })) === 0;
      const reply = await call(intake.url, 'POST', `/surveys/${id}/responses`, {
        body: { response: newId(), instrumentVersion: 999, answers: {} },
      });
      return reply.status === 409;
    });

  const linksFor = async (id: string, people: readonly string[]) => {
    const reply = await call<{ links: { person: string; url: string; token: string }[] }>(
      api.url,
      'POST',
      `/surveys/${id}/links`,
      { as: admin, body: { people } },
    );
    return reply.body.links;
  };

  const answer = (id: string, answers: Answers, more: object = {}) =>
    call<{ response: string }>(intake?.url ?? '', 'POST', `/surveys/${id}/responses`, {
      body: { response: newId(), instrumentVersion: 1, answers, ...more },
    });

  /** What the tallies hold, however it is told: how many answered, and how often each thing was said. */
  const tallied = async (survey: string, question = '') => {
    const { answered = 0, counts } =
      (await talliesNow((api as RunningService).context.readerOf('testing'), survey)).get(question) ?? {};
    return { answered, counts: Object.fromEntries(counts ?? []) };
  };

  return {
    environment,
    side,
    api: api as RunningService,
    intake,
    worker,
    db,
    admin,
    makeCommunity,
    draft,
    publishInstrument,
    publishContent,
    untilAnnounced,
    publishAgain,
    open,
    openAndAnnounce,
    linksFor,
    answer,
    tallied,
    stop: async (): Promise<void> => {
      for (const one of running.toReversed()) await one.stop();
    },
  };
};
export type SurveySide = Awaited<ReturnType<typeof startSurveySide>>;
