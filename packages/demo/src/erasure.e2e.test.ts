import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Client } from '@skein/client';
import {
  bucketName,
  consentText,
  deadLetterSubject,
  intakeStream,
  intakeSubject,
  personRightsContract,
  questionSubject,
  type ServiceName,
} from '@skein/contracts';
import { natsAddress } from '@skein/service-kit';
import { MongoClient } from 'mongodb';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onceKnown } from './load/meetings.ts';
import { submit, untilCounted } from './load/surveys.ts';
import type { Mailbox } from './mailbox.ts';
import { patientClient } from './patient-client.ts';
import { signIn } from './sign-in.ts';
import type { System } from './system.ts';
import { nameAllOver, noteProspect } from './testing/belonging.ts';
import { type Hosted, startHosted } from './testing/hosted.ts';
import { tracesOf } from './testing/traces.ts';
import { sendDigest } from './turn/digest.ts';
import { until } from './until.ts';

const network = 'demonstration';
const name = 'Zebedine Quillfeather';
const email = 'z.quillfeather@unlikely-marmalade.example.org';
const typed = ['gramophonic', 'porcelain walrus', 'thistledown', 'velvet lighthouse', 'cobalt umbrella'];
const words = [name, 'quillfeather', email, ...typed];

let side: Hosted;
let system: System;
let mailbox: Mailbox;
let host: Client;
let mongo: MongoClient;
let nats: NatsConnection;
let person: string;
let survey: string;
let learningCase: string;
let meeting: string;
const preferences = { token: '' };
const other = v7();
const quiet = () => undefined;

const traces = async () =>
  tracesOf(words, { mongo, jsm: await jetstreamManager(nats), logs: join(side.dataDir, 'log') });

const rows = (service: string, collection: string) =>
  mongo.db(`skein_${service}`).collection<{ _id: string; [field: string]: unknown }>(collection);

beforeAll(async () => {
  const environment = { SKEIN_LOG_LEVEL: 'debug' };
  side = await startHosted({ email: 'host@example.org', name: 'Harriet Host', environment });
  ({ system, mailbox } = side);
  host = await side.signIn();
  mongo = new MongoClient(system.servers.mongo.url);
  nats = await connect(natsAddress(system.servers.nats.url));
});
afterAll(async () => {
  await nats?.close();
  await mongo?.close();
  await side?.stop();
});

/** Joins as everybody does: asks, confirms by letter, is accepted. */
const joinBy = async (community: string): Promise<string> => {
  const visitor = patientClient(system.url);
  const message = 'I collect gramophonic records.';
  const body = { name, email, community, message, consents: ['digest' as const, 'event-news' as const] };
  const before = await mailbox.lettersTo(email);
  await visitor.askToJoin({ body });
  const { token } = await mailbox.linkTo(email, '/confirm-joining', before);
  const { id } = await visitor.confirmJoining({ body: { token } });
  const accepted = await host.acceptJoinRequest({ params: { id }, ifMatch: 2 });
  await mailbox.letter(email, /^Welcome to/);
  return accepted.person ?? '';
};

const publishInstrument = async (): Promise<string> => {
  const questions = [{ kind: 'text' as const, key: 'how', text: 'How was it?' }];
  const body = { slug: 'how-was-it', title: 'How was it?', source: 'Our own', questions };
  const { id, version } = await host.draftInstrument({ body });
  await host.publishInstrument({ params: { id }, ifMatch: version });
  return id;
};

/** A meeting with everything that comes of one: attendance, a case, a step, a check-out answered by name. */
const takePart = async (community: string): Promise<void> => {
  const instrument = await publishInstrument();
  const startsAt = new Date().toISOString();
  const plan = { community, title: 'Monthly call', kind: 'call' as const, startsAt, minutes: 60 };
  const planned = await onceKnown('the community', () => host.planMeeting({ body: plan }));
  meeting = planned.id;
  const params = { id: meeting };
  const opened = await host.openMeeting({ params, ifMatch: 1 });
  const attended = await onceKnown('the person', () =>
    host.recordAttendance({
      params,
      body: { present: [person] },
      ifMatch: opened.version,
    }),
  );
  const raised = await host.raiseLearningCase({
    params,
    body: {
      title: 'A porcelain walrus',
      situation: 'Nobody would move the porcelain walrus.',
      broughtBy: person,
      observations: ['It is heavy.'],
    },
  });
  learningCase = raised.id;
  const stream = { community, title: 'Newsletter', owners: [person] };
  const workstream = await host.startWorkstream({ body: stream });
  await host.addStep({
    params: { id: workstream.id },
    body: { title: 'Write the first one', owners: [person] },
  });
  await host.closeMeeting({
    params,
    body: { checkOut: instrument },
    ifMatch: attended.version,
  });
  const opening = await until(
    'the check-out',
    async () => (await host.listSurveys({ query: { meeting } })).items[0],
  );
  survey = opening.id;
  const { token } = await mailbox.linkTo(email, '/answer');
  const answers = { how: 'Soft as thistledown.' };
  await submit(patientClient(system.url), survey, { response: v7(), token, instrumentVersion: 1, answers });
  await untilCounted(host, survey, 1);
};

const answerCampaign = async (): Promise<void> => {
  const drafted = await host.draftCampaign({
    body: {
      title: 'May we go on?',
      text: 'We ask again.',
      purpose: 'event-news',
      textVersion: consentText.version,
      audience: { kind: 'agreed' },
      deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    },
  });
  const params = { id: drafted.id };
  await host.startCampaign({ params, ifMatch: drafted.version });
  const { token } = await mailbox.linkTo(email, '/campaign');
  const query = { token };
  await patientClient(system.url).answerByLink({ query, body: { answer: 'yes' } });
};

/** What went wrong in the past: an entry of the directory that could not be read, and a batch of answers not stored. */
const leaveDeadLetters = async (): Promise<void> => {
  const js = jetstream(nats);
  await js.publish(`$KV.${bucketName('skein', 'MEMBERS')}.${network}.${person}`, `{"name": "${name}"}`);
  const invitation = await rows('survey', 'invitations').findOne({ person });
  const response = (link: string, how: string) => ({
    ...{ response: v7(), survey, instrumentVersion: 1, receivedAt: new Date().toISOString() },
    ...{ link, answers: { how } },
  });
  const responses = [response(String(invitation?._id), 'A cobalt umbrella.'), response(other, 'Fine.')];
  const buried = {
    ...{
      consumer: 'survey-responses',
      stream: intakeStream('skein'),
      subject: intakeSubject('skein', network),
    },
    ...{ reason: 'it could not be stored', deliveries: 6, at: new Date().toISOString(), contentType: '' },
    payload: JSON.stringify({ network, batch: v7(), responses }),
  };
  await js.publish(deadLetterSubject('skein', network, 'survey-responses'), JSON.stringify(buried));
  await until('both dead letters', async () => {
    const { items } = await host.listDeadLetters();
    return items.length === 2 || undefined;
  });
};

describe('somebody who took part in everything', () => {
  it('leaves traces, which the walk finds', async () => {
    const body = {
      slug: 'walrus',
      name: 'Walrus circle',
      domain: 'Moving',
      description: '',
      joining: 'approval' as const,
    };
    const community = await host.foundCommunity({ body });
    const another = { ...body, slug: 'circle', name: 'Another circle' };
    const circle = await host.foundCommunity({ body: another });
    await noteProspect(host, { name, email });
    person = await joinBy(community.id);
    const me = await signIn(system.url, mailbox, email);
    const { people: met } = await host.importPeople({
      body: { people: [{ name: 'Olga Other', email: 'other@example.org' }] },
    });
    await nameAllOver(host, me.client, {
      ...{ name, email, person, other: met[0]?.id ?? '', circle: circle.id },
    });
    const params = { id: person };
    const { version } = await me.client.readPerson({ params });
    const profile = { organisation: 'The velvet lighthouse', interests: ['gramophonic art'] };
    await me.client.editPerson({ params, body: profile, ifMatch: version });
    await me.client.recordConsent({
      params,
      body: { purpose: 'research-contact', given: true, textVersion: consentText.version },
    });
    await takePart(community.id);
    await answerCampaign();
    await rows('membership', 'passkeys').insertOne({
      ...{ _id: v7(), network, person, version: 1, name: 'velvet lighthouse laptop', credential: v7() },
      ...{ publicKey: '', counter: 0, transports: [], synced: false, addedAt: new Date() },
    });
    const digest = await sendDigest(host);
    expect(digest.report.sent).toBeGreaterThan(0);
    preferences.token = (await mailbox.linkTo(email, '/preferences')).token;
    await leaveDeadLetters();
    const found = await traces();
    expect([...found.keys()]).toEqual(
      expect.arrayContaining([
        'skein_membership.people',
        'skein_membership.join_requests',
        'skein_membership.idempotency',
        'skein_membership.passkeys',
        'skein_membership.prospects',
        'skein_membership.introductions',
        'skein_membership.invitations',
        'skein_membership.community_proposals',
        'skein_membership.import_rows',
        'skein_meeting.learning_cases',
        'skein_meeting.idempotency',
        'skein_notification.members',
        'skein_survey.responses',
        'KV_MEMBERS',
        'DEAD_LETTERS',
      ]),
    );
  });

  it('is shown what each service holds of them', async () => {
    const held = async (service: ServiceName): Promise<string> => {
      const pages: string[] = [];
      let after: string | undefined;
      do {
        const question = JSON.stringify({ network, person, ...(after && { after }) });
        const reply = await nats.request(
          questionSubject('skein', network, personRightsContract.questions.held[service]),
          question,
        );
        const page = personRightsContract.questions.held[service].answer.parse(
          reply.json<{ answer: unknown }>().answer,
        );
        pages.push(JSON.stringify(page));
        after = page.next;
      } while (after);
      return pages.join('\n');
    };
    expect(await held('membership')).toContain('gramophonic records');
    expect(await held('meeting')).toMatch(/Write the first one/);
    expect(await held('meeting')).toMatch(/porcelain walrus/);
    expect(await held('survey')).toMatch(/Soft as thistledown/);
    expect(await held('notification')).toContain(email);
  });

  it('is forgotten in every service once they confirm that they want to be', async () => {
    const visitor = patientClient(system.url);
    await visitor.askToBeForgotten({ query: preferences });
    const { token } = await mailbox.linkTo(email, '/confirm-erasure');
    const { id } = await visitor.confirmErasure({ body: { token } });
    const done = await until('the erasure', async () => {
      const read = await host.readErasure({ params: { id } });
      return read.status === 'done' ? read : undefined;
    });
    expect(done).toMatchObject({ person, reason: 'asked', letter: 'sent' });
    expect(JSON.stringify(done).toLowerCase()).not.toContain('quillfeather');
    const lines = new Map(done.receipt.map((line) => [`${line.service}: ${line.what}`, line]));
    expect(lines.get('membership: Your profile')).toMatchObject({ removed: 1 });
    expect(lines.get('membership: What you agreed to, and what you stopped')?.why).toContain('17.3e');
    expect(lines.get('survey: Your answers in named surveys')).toMatchObject({ removed: 1 });
    expect(lines.get('survey: Answers to named surveys that could not be stored yet')).toMatchObject({
      removed: 1,
    });
    expect(lines.get('meeting: Learning cases you brought, or said something of')).toMatchObject({
      changed: 1,
    });
    expect([...new Set(done.receipt.map(({ service }) => service))].toSorted()).toEqual([
      'meeting',
      'membership',
      'notification',
      'survey',
    ]);
    expect(done.notes.join(' ')).toContain('anonymous');
    const letter = await mailbox.letter(email, /We have forgotten you/);
    expect(letter.text).toContain('Your answers in named surveys: 1 deleted');
    expect(letter.text).toContain('GDPR');
  });

  it('leaves no trace of name, address or typed words, anywhere', async () => {
    let left = await traces();
    await until('the last traces to go', async () => {
      left = await traces();
      return left.size === 0 || undefined;
    }).catch(quiet);
    expect([...left]).toEqual([]);
    // The logs were written, so that nothing in them is not for want of them.
    expect(await readFile(join(side.dataDir, 'log', 'together.log'), 'utf8')).toContain(
      '/api/v1/erasure-requests',
    );
  });

  it('took nothing from the others', async () => {
    const { items } = await host.listDeadLetters();
    expect(items).toHaveLength(1);
    expect(JSON.parse(items[0]?.payload ?? '').responses).toMatchObject([
      { link: other, answers: { how: 'Fine.' } },
    ]);
    const kept = await rows('meeting', 'learning_cases').findOne({ _id: learningCase });
    const contributions = [{ part: 'observation', text: 'It is heavy.' }];
    expect(kept).toMatchObject({ title: 'A learning case', contributions, version: 2 });
    expect(kept).not.toHaveProperty('broughtBy');
    const met = await host.readMeeting({ params: { id: meeting } });
    expect(met.present).toEqual([]);
    const results = await host.readResults({ params: { id: survey } });
    expect(results.responses).toBe(1);
    expect(results.questions[0]?.texts).toEqual([]);
  });

  it('may begin anew, as somebody else', async () => {
    const [community] = (await host.listCommunities()).items;
    const again = await joinBy(community?.id ?? '');
    expect(again).not.toBe(person);
    expect(await rows('membership', 'people').countDocuments({ email })).toBe(1);
  });
});
