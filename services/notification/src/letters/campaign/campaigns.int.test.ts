import { campaignsContract, questionSubject } from '@skein/contracts';
import { newId, verifyLink } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const asks = {
  title: 'May we go on writing to you?',
  text: 'Two years have passed.\n\nSo we ask you again.',
  purpose: 'digest',
  wording: 'Send me the monthly letter of the network.',
  deadline: '2026-12-24T18:00:00.000Z',
};

/** Stands in for membership; those who have `answered` get no link in a reminder. */
const answerAsMembership = (answered: readonly string[] = []): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    campaignsContract.questions.links,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people, silentOnly } = campaignsContract.questions.links.question.parse(message.json());
      const links = people
        .filter((person) => !(silentOnly && answered.includes(person)))
        .map((person) => ({ person, url: `https://letters.example.org/campaign#token=${person}` }));
      message.respond(JSON.stringify({ answer: { asks, links } }));
    },
  });
  return () => subscription.unsubscribe();
};

const settled = (cause: string, count: number) =>
  until('all settled', async () => {
    const rows = await lettersOf(stage, cause);
    return rows.length === count && rows.every(({ settledAt }) => settledAt) && rows;
  });

describe('a re-consent campaign', () => {
  it('writes to each once, with their own link, and reminds only those who are silent', async () => {
    const members = await putMembers(stage, 10);
    const [first, ...rest] = members;
    const people = members.map(({ id }) => id);
    const campaign = newId();
    const end = answerAsMembership([first?.id ?? '']);
    const invite = (version: number) =>
      stage.side.publish(campaignsContract.events.campaignPeopleInvited, {
        subject: campaign,
        version,
        data: { campaign, people },
      });
    await invite(3);
    await invite(4);
    await settled(campaign, 10);
    expect(stage.mailbox.count()).toBe(10);
    const letter = stage.mailbox.find(({ to }) => to[0] === first?.email);
    const opened = letter && (await stage.mailbox.open(letter.id));
    expect(opened?.subject).toBe('May we go on writing to you?');
    expect(opened?.text).toContain('So we ask you again.');
    expect(opened?.text).toContain('Send me the monthly letter of the network.');
    expect(opened?.text).toContain('24 December 2026 at 18:00 UTC');
    expect(opened?.links).toContain(`https://letters.example.org/campaign#token=${first?.id}`);
    // A mail program stops in one step what the letter asks about.
    expect(opened?.headers['list-unsubscribe-post']).toEqual(['List-Unsubscribe=One-Click']);
    const [header = ''] = opened?.headers['list-unsubscribe'] ?? [];
    const stopping = /token=([^>]+)>$/.exec(header)?.[1] ?? '';
    expect(
      await verifyLink(stage.service.context.keys, 'notification', 'unsubscribe', stopping),
    ).toMatchObject({
      claims: { sub: first?.id, purpose: 'digest' },
    });
    const preferences = opened?.links.find((link) => link.includes('/preferences#token='));
    const token = preferences?.split('#token=')[1] ?? '';
    const { keys } = stage.service.context;
    expect(await verifyLink(keys, 'notification', 'preferences', token)).toMatchObject({
      claims: { sub: first?.id, net: 'testing' },
    });

    await stage.side.publish(campaignsContract.events.campaignPeopleReminded, {
      subject: campaign,
      version: 5,
      data: { campaign, daysBefore: 14, people },
    });
    const reminders = await settled(`${campaign}/14`, 10);
    end();
    const withheld = reminders.filter(({ status }) => status !== 'sent');
    expect(withheld).toMatchObject([
      { person: first?.id, status: 'failed', reason: 'the campaign no longer asks this person' },
    ]);
    expect(stage.mailbox.list({ to: first?.email ?? '' })).toHaveLength(1);
    const second = stage.mailbox.list({ to: rest[0]?.email ?? '' });
    expect(second.map(({ subject }) => subject).toSorted()).toEqual([
      'May we go on writing to you?',
      'Reminder: May we go on writing to you?',
    ]);
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('waits for membership', async () => {
    const [member] = await putMembers(stage, 1);
    const campaign = newId();
    await stage.side.publish(campaignsContract.events.campaignPeopleInvited, {
      subject: campaign,
      version: 2,
      data: { campaign, people: [member?.id ?? ''] },
    });
    const waiting = await until('a failed attempt', async () =>
      (await lettersOf(stage, campaign, 'queued')).find(({ attempts }) => attempts > 0),
    );
    expect(waiting.reason).toBe('membership did not give the links');
    const end = answerAsMembership();
    await stage.service.context.db
      .collection('letters')
      .updateOne({ cause: campaign }, [{ $set: { dueAt: '$$NOW' } }]);
    await settled(campaign, 1);
    end();
    expect(stage.mailbox.list({ to: member?.email ?? '' })).toHaveLength(1);
  });
});
