import {
  type EventDefinition,
  joiningContract,
  proposalsContract,
  type QuestionDefinition,
  questionSubject,
  rectificationContract,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const link = 'https://letters.example.org/';

/** Stands in for membership, for one question. */
const answering = (question: QuestionDefinition, reply: (requests: string[]) => unknown): (() => void) => {
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', question);
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { requests } = question.question.parse(message.json()) as { requests: string[] };
      message.respond(JSON.stringify({ answer: reply(requests) }));
    },
  });
  return () => subscription.unsubscribe();
};

const { joinRequested, joinDecided } = joiningContract.events;
const kinds: [string, EventDefinition, QuestionDefinition, (request: string) => object, string][] = [
  [
    'a request to join',
    joinRequested,
    joiningContract.questions.waiting,
    (request) => ({ request, community: newId() }),
    'Somebody asks to join: Art & Hosting',
  ],
  [
    'a proposal',
    proposalsContract.events.proposalMoved,
    proposalsContract.questions.waiting,
    (proposal) => ({ proposal, proposer: newId(), status: 'submitted' }),
    'A community is proposed: Art & Hosting',
  ],
  [
    'something to be put right',
    rectificationContract.events.rectificationAsked,
    rectificationContract.questions.waiting,
    (request) => ({ request, person: newId() }),
    'Something is to be put right',
  ],
];

it.each(kinds)(
  'those who decide are told of %s, once, while it waits',
  async (_what, event, question, data, subject) => {
    const [ada, ben] = await putMembers(stage, 2, () => ({ consents: [] }));
    if (!ada || !ben) throw new Error('no members');
    const [waits, decided] = [newId(), newId()];
    const end = answering(question, (requests) => ({
      waiting: requests
        .filter((request) => request === waits)
        .map((request) => ({ request, about: 'Art & Hosting', link })),
    }));
    const publish = (request: string, deciders: string[]) =>
      stage.side.publish(event, {
        subject: request,
        version: 2,
        data: { ...data(request), deciders },
      } as never);
    await publish(decided, [ben.id]);
    await publish(waits, [ada.id]);
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === ada.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.subject).toBe(subject);
    expect(opened?.links).toContain(link);
    await until('the other to be settled', async () => (await lettersOf(stage, `${decided}/2`, 'failed'))[0]);
    expect(stage.mailbox.list({ to: ben.email })).toHaveLength(0);
    expect(stage.mailbox.list({ to: ada.email })).toHaveLength(1);
    end();
  },
);

it('whoever asked to join is told that they were declined, at the address that membership gives', async () => {
  const email = `${newId()}@example.org`;
  const [request, forgotten, welcomed] = [newId(), newId(), newId()];
  const end = answering(joiningContract.questions.declined, (requests) => ({
    declined: requests
      .filter((one) => one === request)
      .map((one) => ({ request: one, community: 'Art & Hosting', name: 'Cy', email, link })),
  }));
  const decide = (subject: string, accepted: boolean) =>
    stage.side.publish(joinDecided, {
      subject,
      version: 3,
      data: { request: subject, community: newId(), accepted },
    });
  await decide(forgotten, false);
  await decide(welcomed, true);
  await decide(request, false);
  const letter = await stage.mailbox.waitFor(({ to }) => to[0] === email, { timeoutMs: 15_000 });
  const opened = await stage.mailbox.open(letter.id);
  expect(opened?.subject).toBe('You asked to join Art & Hosting');
  expect(opened?.text).toContain('decided not to take you');
  await until('the other to be settled', async () => (await lettersOf(stage, forgotten, 'failed'))[0]);
  expect(await stage.service.context.db.collection('letters').countDocuments({ cause: welcomed })).toBe(0);
  expect(JSON.stringify(await stage.service.context.db.collection('letters').find().toArray())).not.toContain(
    email,
  );
  end();
});
