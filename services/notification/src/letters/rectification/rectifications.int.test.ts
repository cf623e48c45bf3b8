import { questionSubject, rectificationContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

type Status = 'done' | 'refused';
const link = 'https://letters.example.org/';

/** Stands in for membership. */
const answerAsMembership = (status: Status, reason?: string, known = true): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    rectificationContract.questions.outcomes,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { requests } = rectificationContract.questions.outcomes.question.parse(message.json());
      const what = 'I joined in 2019 & not in 2020.';
      const outcomes = requests.map((request) => ({
        request,
        what,
        granted: status === 'done',
        reason,
        link,
      }));
      message.respond(JSON.stringify({ answer: { outcomes: known ? outcomes : [] } }));
    },
  });
  return () => subscription.unsubscribe();
};
const settled = (request: string, person: string, status: Status) =>
  stage.side.publish(rectificationContract.events.rectificationSettled, {
    subject: request,
    version: 2,
    data: { request, person, status },
  });

describe('whoever asked for something to be put right', () => {
  it.each([
    ['done', 'It is put right'],
    ['refused', 'decided not to change it'],
  ] as const)('is told once that it is %s, in the hosts’ words', async (status, words) => {
    const [ada] = await putMembers(stage, 1, () => ({ name: 'Ada', consents: [] }));
    if (!ada) throw new Error('no member');
    const end = answerAsMembership(status, 'We looked it up.\nThank you.');
    const request = newId();
    await settled(request, ada.id, status);
    await settled(request, ada.id, status);
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === ada.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.subject).toBe('What you asked us to put right');
    const text = opened?.text?.replaceAll('\n', ' ');
    expect(text).toContain(words);
    expect(text).toContain('I joined in 2019 & not in 2020.');
    expect(text).toContain('We looked it up.');
    expect(opened?.html).toContain('2019 &amp; not');
    expect(opened?.links).toContain(link);
    await until('it to be settled', async () => (await lettersOf(stage, request, 'sent')).length === 1);
    expect(stage.mailbox.list({ to: ada.email })).toHaveLength(1);
    end();
  });

  it('gets no letter once the request is no longer kept', async () => {
    const [ben] = await putMembers(stage, 1);
    if (!ben) throw new Error('no member');
    const end = answerAsMembership('done', undefined, false);
    const request = newId();
    await settled(request, ben.id, 'done');
    await until('it to fail', async () => (await lettersOf(stage, request, 'failed')).length === 1);
    expect(stage.mailbox.list({ to: ben.email })).toHaveLength(0);
    end();
  });
});
