import { type ConsentPurpose, isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import {
  addMissing,
  begin,
  delivered,
  edit,
  generated,
  periodOf,
  personal,
  resend,
  send,
  settled,
} from './decide.ts';

const now = new Date('2026-11-01T12:00:00Z');
const issue = { network: 'testing', month: '2026-11', title: 'News', introduction: '' };
const item = (title: string, community?: string) => ({ title, detail: '', ...(community && { community }) });
const section = (title: string, ...items: ReturnType<typeof item>[]) => ({
  service: 'meeting',
  title,
  items,
});
const draft = begin(issue, [], now, 'issue');

describe('the period of a month', () => {
  it('is from its first instant in UTC until the next month’s', () => {
    expect(periodOf('2026-11')).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      until: '2026-12-01T00:00:00.000Z',
    });
    expect(periodOf('2026-12').until).toBe('2027-01-01T00:00:00.000Z');
    expect(periodOf('2028-02').until).toBe('2028-03-01T00:00:00.000Z');
  });
});

describe('an issue', () => {
  it('has the sections in the order of the letter whoever answered first, empty ones left out', () => {
    const collected = [
      { service: 'library', sections: [section('Books', item('A'))] },
      { service: 'membership', sections: [section('Communities', item('B')), section('Empty')] },
      { service: 'meeting', sections: [section('Meetings', item('C'))] },
    ];
    const row = begin(issue, collected, now, 'issue');
    expect(row.sections.map(({ title }) => title)).toEqual(['Meetings', 'Communities', 'Books']);
    expect(row.missing).toEqual(['survey']);
    expect(row).toMatchObject({ version: 1, status: 'draft', createdAt: now });
  });

  it('takes the sections of those who were missing, and of nobody twice', () => {
    const row = begin(
      issue,
      [{ service: 'survey', sections: [section('Surveys', item('A'))] }],
      now,
      'issue',
    );
    const again = [
      { service: 'survey', sections: [section('Surveys', item('A'))] },
      { service: 'meeting', sections: [section('Meetings', item('B'))] },
    ];
    const added = addMissing(row, again);
    expect(added).toMatchObject({ version: 2, missing: ['membership'] });
    expect(isRefusal(added) || added.sections.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Meetings', 'Surveys']),
    );
    expect(isRefusal(added) || added.sections).toHaveLength(2);
    expect(addMissing(row, [])).toBe(row);
    expect(addMissing({ ...row, status: 'sent' }, again)).toMatchObject({ refused: 'closed' });
  });

  it('goes from draft to sent, one version a step, and never back', () => {
    const generating = send(draft);
    if (isRefusal(generating)) throw new Error('refused');
    expect(generating).toMatchObject({ status: 'generating', version: 2 });
    const sending = generated({ ...generating, cursor: 'zoe' });
    expect(sending).toMatchObject({ status: 'sending', version: 3 });
    expect(sending).not.toHaveProperty('cursor');
    expect(delivered(sending)).toMatchObject({ status: 'sent', version: 4 });
    for (const row of [generating, sending, delivered(sending)]) {
      expect(send(row)).toMatchObject({ refused: 'conflict' });
      expect(edit(row, { title: 'Late' })).toMatchObject({ refused: 'closed' });
    }
  });

  it('has a new version where an edit changes something', () => {
    expect(edit(draft, { title: 'News' })).toBe(draft);
    expect(edit(draft, {})).toBe(draft);
    expect(edit(draft, { title: 'Other' })).toMatchObject({ title: 'Other', version: 2, introduction: '' });
  });
});

describe('letters of which nobody knows whether they arrived', () => {
  const report = { recipients: 9, queued: 0, sending: 0, sent: 5, failed: 1, unknown: 3 };
  const sent = delivered({ ...draft, status: 'sending' });
  it('are sent again by who was told how many they are, once all others are settled', () => {
    expect(resend(sent, report, 3)).toEqual({ ...sent, status: 'sending', version: sent.version + 1 });
    expect(resend(sent, report, 2)).toMatchObject({
      refused: 'conflict',
      detail: 'Of 3 letters it is unknown whether they arrived, not of 2: ask with that number.',
    });
    expect(resend(sent, { ...report, unknown: 0 }, 3)).toMatchObject({ refused: 'conflict' });
    for (const status of ['draft', 'generating', 'sending'] as const)
      expect(resend({ ...draft, status }, report, 3)).toMatchObject({ refused: 'conflict' });
  });
  it('count as sent where they did arrive, of which a sent issue tells', () => {
    expect(settled(sent)).toEqual({ ...sent, version: sent.version + 1 });
    const sending = { ...draft, status: 'sending' as const };
    expect(settled(sending)).toBe(sending);
    expect(settled(draft)).toMatchObject({ refused: 'conflict' });
  });
});

describe('a personal digest', () => {
  const reading = (communities: string[]) => ({ communities, consents: ['digest' as const] });
  const sections = [section('A', item('all'), item('ours', 'ours')), section('B', item('theirs', 'theirs'))];
  it('has what is for everyone and what is for one’s own communities', () => {
    expect(personal(sections, reading(['ours']))).toEqual([section('A', item('all'), item('ours', 'ours'))]);
    expect(personal(sections, reading([]))).toEqual([section('A', item('all'))]);
  });
  it('is empty where nothing concerns the person', () => {
    expect(personal([section('B', item('theirs', 'theirs'))], reading(['ours']))).toEqual([]);
  });
  it('is of events alone for who agreed to no more', () => {
    const events = { ...section('C', item('call'), item('their call', 'theirs')), about: 'events' as const };
    const told = (...consents: ConsentPurpose[]) =>
      personal([...sections, events], { communities: ['ours'], consents }).map(({ title }) => title);
    expect(told('event-news')).toEqual(['C']);
    expect(told('digest', 'event-news')).toEqual(['A', 'C']);
    expect(personal(sections, { communities: ['ours'], consents: ['event-news'] })).toEqual([]);
  });
});
