import { erasureContract, questionSubject, sendingContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const oneMember = async () => {
  const [member] = await putMembers(stage, 1, () => ({ consents: [] }));
  if (!member) throw new Error('no member');
  return member;
};
const letterTo = async ({ email }: { email: string }) => {
  const letter = await stage.mailbox.waitFor(({ to }) => to[0] === email, { timeoutMs: 15_000 });
  return stage.mailbox.open(letter.id);
};

test('whoever is to be erased by others’ word hears of it while it can be withdrawn, and that it was', async () => {
  const [ada, host] = [await oneMember(), await oneMember()];
  const request = newId();
  const facts = { request, person: ada.id, reason: 'asked-in-writing' as const };
  await stage.side.publish(erasureContract.events.erasureConfirmed, {
    ...{ subject: request, version: 2 },
    data: { ...facts, told: [ada.id] },
  });
  expect((await letterTo(ada))?.subject).toBe('You are to be erased');
  await stage.side.publish(erasureContract.events.erasureCancelled, {
    ...{ subject: request, version: 3 },
    data: { ...facts, told: [host.id] },
  });
  expect((await letterTo(host))?.subject).toBe('Nobody is erased');
  expect(stage.mailbox.list({ to: ada.email })).toHaveLength(1);
});

test('whoever asked to send more letters hears what the hosts said', async () => {
  const ben = await oneMember();
  const question = sendingContract.questions.outcomes;
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', question);
  const answering = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { requests } = question.question.parse(message.json());
      const told = {
        what: 'The alumni',
        granted: false,
        reason: 'Later.',
        link: 'https://letters.example.org/',
      };
      message.respond(
        JSON.stringify({ answer: { outcomes: requests.map((request) => ({ request, ...told })) } }),
      );
    },
  });
  const request = newId();
  await stage.side.publish(sendingContract.events.sendingSettled, {
    ...{ subject: request, version: 2 },
    data: { request, sender: ben.id, status: 'declined' },
  });
  const opened = await letterTo(ben);
  expect(opened?.text).toContain('ask you not to');
  expect(opened?.text).toContain('Later.');
  answering.unsubscribe();
});
