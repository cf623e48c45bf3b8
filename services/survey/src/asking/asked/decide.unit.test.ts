import { expect, it } from 'vitest';
import type { SurveyRow } from '../surveys/row.ts';
import { askedSurvey } from './decide.ts';

const now = new Date('2026-05-04T12:00:00Z');
const later = new Date('2026-05-05T12:00:00Z');
const row = (changes: Partial<SurveyRow> = {}): SurveyRow => ({
  _id: 's',
  network: 'net',
  version: 1,
  instrument: 'i',
  instrumentVersion: 1,
  title: 'Pulse',
  mode: 'confidential',
  audience: { kind: 'community', community: 'c' },
  invited: 9,
  status: 'open',
  opensAt: new Date('2026-05-01T12:00:00Z'),
  closesAt: later,
  ...changes,
});
const given = (changes: Partial<SurveyRow>, link?: { used: boolean; marked: boolean }) =>
  askedSurvey(row(changes), link && { id: 'l', ...link }, now).given;

it('tells what somebody gave by what is known of their link', () => {
  expect(given({}, { used: false, marked: false })).toBe('nothing');
  expect(given({}, { used: true, marked: false })).toBe('answer');
  expect(given({})).toBe('untold');
});

it('knows of an anonymous survey that a ballot was had, never that it was answered, and nothing once it has closed', () => {
  expect(given({ mode: 'anonymous' }, { used: false, marked: false })).toBe('nothing');
  expect(given({ mode: 'anonymous' }, { used: false, marked: true })).toBe('ballot');
  expect(given({ mode: 'anonymous', status: 'closed' }, { used: false, marked: true })).toBe('untold');
});

it('says closed, and when, of what was closed before its time and of what is over', () => {
  expect(askedSurvey(row(), undefined, now)).not.toHaveProperty('closedAt');
  const early = new Date('2026-05-03T12:00:00Z');
  expect(askedSurvey(row({ status: 'closed', closedAt: early }), undefined, now)).toMatchObject({
    status: 'closed',
    closedAt: early.toISOString(),
  });
  expect(askedSurvey(row({ closesAt: early }), undefined, now)).toMatchObject({
    status: 'closed',
    closedAt: early.toISOString(),
  });
});
