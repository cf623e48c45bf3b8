import {
  bucketName,
  communitiesContract,
  digestsContract,
  eventSubject,
  questionSubject,
} from '@skein/contracts';
import {
  answer,
  defineService,
  listDeadLetters,
  newId,
  type RunningService,
  ServiceConfig,
  startService,
} from '@skein/service-kit';
import { envelopeFor, membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { belonging } from './belonging.ts';
import { directory } from './directory.ts';

const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';
let side: Awaited<ReturnType<typeof membershipSide>>;
let service: RunningService;
const asked: string[] = [];

const definition = defineService({
  name: 'meeting',
  // Not the API: nothing of the contract need be answered here.
  process: 'worker',
  config: ServiceConfig,
  capabilities: [
    belonging,
    directory,
    {
      name: 'answering',
      questions: () => [
        answer(digestsContract.questions.section, async ({ network }) => {
          asked.push(network);
          return { service: 'meeting', sections: [] };
        }),
      ],
    },
  ],
});

beforeAll(async () => {
  side = await membershipSide(environment);
  service = await startService(definition, environment);
});
afterAll(async () => {
  await service.stop();
  await side.stop();
});

const deadLetters = async (network: string) =>
  (await listDeadLetters(side.nats, prefix, network, 0, 100)).items;

describe('a message of one network', () => {
  it('does nothing in another: it is set aside, and the next is applied', async () => {
    const founded = communitiesContract.events.communityFounded;
    const event = (network: string, name: string) => {
      const community = newId();
      const data = { community, slug: name, name, domain: 'Care', status: 'forming' as const };
      return envelopeFor(founded, { network, subject: community, version: 1, data }, new Date());
    };
    const publish = (subject: string, envelope: object) =>
      side.nats.js.publish(subject, JSON.stringify(envelope), { msgID: newId() });
    const here = eventSubject(prefix, 'testing', founded);
    await publish(here, event('elsewhere', 'smuggled-in'));
    await publish(eventSubject(prefix, 'elsewhere', founded), event('testing', 'smuggled-out'));
    await publish(here, {
      ...event('testing', 'changed-kind'),
      type: communitiesContract.events.communityChanged.type,
    });
    await publish(here, event('testing', 'ours'));
    const known = service.context.db.collection<{ name: string; network: string }>('known_communities');
    await until('the last is applied', () => known.findOne({ name: 'ours' }));
    const names = (await known.find().toArray()).map(({ name, network }) => `${network} ${name}`);
    expect(names).toEqual(['testing ours']);
    await until('the others are set aside', async () => (await deadLetters('testing')).length === 2);
    expect((await deadLetters('elsewhere')).map(({ reason }) => reason)).toEqual([
      'the subject and the envelope disagree on the network, or on what it is',
    ]);
  });

  it('does nothing in another: a member is under the key of their own network', async () => {
    const bucket = await side.nats.kvm.open(bucketName(prefix, 'MEMBERS'));
    const member = (network: string) => ({
      ...{ id: newId(), network, version: 1, name: 'Ada', email: 'ada@example.org' },
      ...{ communities: [], consents: [] },
    });
    const [smuggled, ours] = [member('elsewhere'), member('testing')];
    await bucket.put(`testing.${smuggled.id}`, JSON.stringify(smuggled));
    await bucket.put(`testing.${ours.id}`, JSON.stringify(ours));
    const members = service.context.db.collection<{ _id: string; network: string }>('members');
    await until('the last is applied', () => members.findOne({ _id: ours.id }));
    expect(await members.findOne({ _id: smuggled.id })).toBeNull();
    // Erasing somebody of the same id elsewhere leaves the one here.
    await bucket.purge(`elsewhere.${ours.id}`);
    const last = member('testing');
    await bucket.put(`testing.${last.id}`, JSON.stringify(last));
    await until('the purge is behind', () => members.findOne({ _id: last.id }));
    expect(await members.findOne({ _id: ours.id })).toMatchObject({ network: 'testing' });
  });

  it('asks nothing of another', async () => {
    const period = { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    const own = await service.context.ask(digestsContract.questions.section, {
      network: 'testing',
      ...period,
    });
    expect(own).toEqual({ service: 'meeting', sections: [] });
    const subject = questionSubject(prefix, 'testing', digestsContract.questions.section);
    const reply = await side.nats.connection.request(
      subject,
      JSON.stringify({ network: 'elsewhere', ...period }),
      { timeout: 5_000 },
    );
    expect(z.object({ failure: z.string() }).safeParse(reply.json()).success).toBe(true);
    expect(asked).toEqual(['testing']);
  });
});
