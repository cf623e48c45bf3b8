import { describe, expect, it } from 'vitest';
import { repliesIn } from './calendar-reply.ts';

const reply = (...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Other//EN',
    'METHOD:REPLY',
    ...lines,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const event = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:series.1@letters.example.org',
  'DTSTAMP:20261128T120000Z',
  'SEQUENCE:3',
  ...lines,
  'END:VEVENT',
];

const ada = 'ATTENDEE;CN=Ada;PARTSTAT=ACCEPTED:mailto:Ada@Example.org';

describe('the answer of a calendar program', () => {
  it('is yes, maybe or no of its one attendee, to what it has the id of', () => {
    expect(repliesIn(reply(...event(ada)))).toEqual([
      {
        uid: 'series.1@letters.example.org',
        answer: 'yes',
        sequence: 3,
        stamp: '2026-11-28T12:00:00.000Z',
        attendee: 'ada@example.org',
      },
    ]);
    const said = (partstat: string) =>
      repliesIn(reply(...event(ada.replace('ACCEPTED', partstat)))).map(({ answer }) => answer);
    expect(said('TENTATIVE')).toEqual(['maybe']);
    expect(said('declined')).toEqual(['no']);
    for (const none of ['NEEDS-ACTION', 'DELEGATED']) expect(said(none)).toEqual([]);
  });

  it('names its date in any form that programs know', () => {
    const meant = (line: string, ...zone: string[]) =>
      repliesIn(reply(...zone, ...event(ada, line)))[0]?.recurrence;
    expect(meant('RECURRENCE-ID:20261204T093000Z')).toEqual({ at: '2026-12-04T09:30:00.000Z' });
    expect(meant('RECURRENCE-ID;TZID=Europe/Stockholm:20261204T103000')).toEqual({
      wall: '2026-12-04T10:30',
      zone: 'Europe/Stockholm',
    });
    expect(
      meant('RECURRENCE-ID;TZID=/freeassociation.sourceforge.net/Europe/London:20261204T093000'),
    ).toEqual({
      wall: '2026-12-04T09:30',
      zone: 'Europe/London',
    });
    expect(meant('RECURRENCE-ID;TZID=W. Europe Standard Time:20261204T103000')).toEqual({
      wall: '2026-12-04T10:30',
      zone: 'W. Europe Standard Time',
    });
    expect(meant('RECURRENCE-ID:20261204T103000')).toEqual({ wall: '2026-12-04T10:30' });
    expect(meant('RECURRENCE-ID;VALUE=DATE:20261204')).toEqual({ day: '2026-12-04' });
    const own = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    expect(meant('RECURRENCE-ID;TZID=Customized Time Zone:20261204T103000', ...own)).toEqual({
      at: '2026-12-04T09:30:00.000Z',
      wall: '2026-12-04T10:30',
      zone: 'Customized Time Zone',
    });
  });

  it('is nothing where it is no answer, or of nobody or several, or garbage', () => {
    expect(repliesIn(reply(...event(ada)).replace('REPLY', 'REQUEST'))).toEqual([]);
    expect(repliesIn(reply(...event()))).toEqual([]);
    expect(repliesIn(reply(...event(ada, ada.replace('Ada@', 'ben@'))))).toEqual([]);
    expect(repliesIn('BEGIN:VCALENDAR\r\n\u0000garbage')).toEqual([]);
    const [unstamped] = repliesIn(reply('BEGIN:VEVENT', 'UID:a@b', 'SEQUENCE:-1', ada, 'END:VEVENT'));
    expect(unstamped).toEqual({ uid: 'a@b', answer: 'yes', attendee: 'ada@example.org' });
  });
});
