import { surveysContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterRow } from '../../delivery/ledger/row.ts';
import { answerAsSurvey } from '../../testing/answering-survey.ts';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const closesAt = '2026-12-24T18:00:00.000Z';

const invite = (survey: string, people: string[], version = 2) =>
  stage.side.publish(surveysContract.events.peopleInvited, {
    subject: survey,
    version,
    data: { survey, title: 'How are we doing?', closesAt, people },
  });

describe('an invitation to a survey', () => {
  it('has the person’s own link, asked for together, and comes once however often it is asked for', async () => {
    const asked: string[][] = [];
    const members = await putMembers(stage, 20);
    const [uninvited, ...invited] = members;
    const people = invited.map(({ id }) => id);
    const survey = newId();
    const end = answerAsSurvey(stage, asked, [people[0] ?? '']);
    await invite(survey, people);
    await invite(survey, people, 3);
    const rows = await until('all settled', async () => {
      const all = await lettersOf(stage, survey);
      return all.length === 19 && all.every(({ settledAt }) => settledAt) && all;
    });
    end();
    expect(rows.filter(({ status }) => status === 'sent')).toHaveLength(18);
    const failed = rows.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ person: people[0], reason: 'the survey asks this person for no answer' });
    expect(asked.flat()).toHaveLength(19);
    expect(asked.length).toBeLessThan(19);
    const letter = stage.mailbox.find(({ to }) => to[0] === invited[5]?.email);
    const opened = letter && (await stage.mailbox.open(letter.id));
    expect(opened?.subject).toBe('Your view is asked for: How are we doing?');
    expect(opened?.text).toContain('24 December 2026 at 18:00 UTC');
    for (const path of ['answer', 'stop'])
      expect(opened?.links).toContain(`https://letters.example.org/${path}#${survey}-${people[5]}`);
    expect(stage.mailbox.list({ to: uninvited?.email })).toEqual([]);
    expect(stage.mailbox.count()).toBe(18);
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('waits for the survey service', async () => {
    const [member] = await putMembers(stage, 1);
    if (!member) throw new Error('no member');
    const survey = newId();
    await invite(survey, [member.id]);
    const waiting = await until('a failed attempt', async () =>
      (await lettersOf(stage, survey, 'queued')).find(({ attempts }) => attempts > 0),
    );
    expect(waiting.reason).toBe('the survey service did not give its links');
    const end = answerAsSurvey(stage, []);
    await stage.service.context.db
      .collection<LetterRow>('letters')
      .updateOne({ _id: waiting._id }, { $set: { dueAt: new Date() } });
    await stage.mailbox.waitFor(({ to }) => to[0] === member.email, { timeoutMs: 15_000 });
    end();
  });
});
