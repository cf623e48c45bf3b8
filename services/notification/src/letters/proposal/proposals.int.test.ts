import { proposalsContract, questionSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

type Status = 'accepted' | 'declined' | 'changes-asked';
const link = 'https://letters.example.org/';

/** Stands in for membership. */
const answerAsMembership = (status: Status, comment?: string): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    proposalsContract.questions.steps,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const steps = proposalsContract.questions.steps.question
        .parse(message.json())
        .steps.map((step) => ({ ...step, name: 'Art & Hosting', status, comment, link }));
      message.respond(JSON.stringify({ answer: { steps } }));
    },
  });
  return () => subscription.unsubscribe();
};

const move = (proposal: string, proposer: string, status: Status | 'submitted', version: number) =>
  stage.side.publish(proposalsContract.events.proposalMoved, {
    subject: proposal,
    version,
    data: { proposal, proposer, status, deciders: [] },
  });

describe('a proposer', () => {
  it.each([
    ['accepted', 'and you facilitate it'],
    ['declined', 'decided not to found it'],
    ['changes-asked', 'submit it again'],
  ] as const)('is told once that their proposal is %s, in the hosts’ words', async (status, words) => {
    const [ada] = await putMembers(stage, 1, () => ({ name: 'Ada', consents: [] }));
    if (!ada) throw new Error('no member');
    const end = answerAsMembership(status, 'Thank you.\nDo talk to us.');
    const proposal = newId();
    await move(proposal, ada.id, 'submitted', 1);
    await move(proposal, ada.id, status, 2);
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === ada.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.subject).toBe('Your proposal: Art & Hosting');
    expect(opened?.text?.replaceAll('\n', ' ')).toContain(words);
    expect(opened?.text).toContain('Do talk to us.');
    expect(opened?.html).toContain('Art &amp; Hosting');
    expect(opened?.links).toContain(link);
    expect(stage.mailbox.list({ to: ada.email })).toHaveLength(1);
    end();
  });

  it('is written to once membership answers', async () => {
    const [ben] = await putMembers(stage, 1);
    if (!ben) throw new Error('no member');
    const proposal = newId();
    await move(proposal, ben.id, 'declined', 4);
    const cause = `${proposal}/4`;
    await until('a failed attempt', async () =>
      (await lettersOf(stage, cause, 'queued')).find(({ attempts }) => attempts > 0),
    );
    const end = answerAsMembership('declined');
    const letters = stage.service.context.db.collection('letters');
    await letters.updateOne({ cause }, [{ $set: { dueAt: '$$NOW' } }]);
    await stage.mailbox.waitFor(({ to }) => to[0] === ben.email, { timeoutMs: 15_000 });
    end();
  });
});
