import { describe, expect, it } from 'vitest';
import { demonstrationNetwork, type OpportunityKey } from './index.ts';

const network = demonstrationNetwork({ members: 50, now: new Date('2025-03-20T10:00:00Z') });
const [february, april] = network.specialInterestGroup.occurrences;

describe('the readiness questionnaire', () => {
  const { publishedCounts, responses } = network.readiness;

  it('has fourteen responses whose choices add up to the published counts', () => {
    const chosen = responses.flatMap(({ answers }) => answers.opportunities);
    const of = (key: OpportunityKey) => chosen.filter((other) => other === key).length;
    expect(responses).toHaveLength(14);
    expect(Object.values(publishedCounts)).toEqual([6, 5, 4, 7, 8, 5, 4]);
    for (const [key, count] of Object.entries(publishedCounts)) expect(of(key as OpportunityKey)).toBe(count);
  });

  it('lets nobody choose an option twice', () => {
    for (const {
      answers: { opportunities },
    } of responses) {
      expect(new Set(opportunities).size).toBe(opportunities.length);
    }
  });

  it('leaves open questions blank where fewer people answered', () => {
    const answered = (key: 'benefit-patients' | 'benefit-organisations' | 'benefit-nhs') =>
      responses.filter(({ answers }) => answers[key] !== undefined).length;
    expect([
      answered('benefit-patients'),
      answered('benefit-organisations'),
      answered('benefit-nhs'),
    ]).toEqual([13, 11, 12]);
  });
});

describe('the special-interest group on 8 February 2019', () => {
  it('has the scores of the document, statement by statement', () => {
    const scores = Object.values(february?.scores ?? {}).map((of) => of.map(({ score }) => score));
    expect(scores).toEqual([
      [5, 5, 4, 4, 5, 5],
      [5, 5, 5, 5, 5, 5],
      [5, 5, 5, 4, 4, 4],
      [5, 4, 3, 3, 4, 4],
      [4, 4, 4, 4, 4],
      [5, 5, 5, 5, 4],
      [5, 4, 5, 4, 4],
    ]);
  });

  it('takes one score per attendee and statement, from those present only', () => {
    for (const scores of Object.values(february?.scores ?? {})) {
      const attendees = scores.map(({ attendee }) => attendee);
      expect(new Set(attendees).size).toBe(attendees.length);
      expect(february?.attendees).toEqual(expect.arrayContaining(attendees));
    }
  });

  it('had nine present, four timed parts of 90 minutes and three cases with feedback due in April', () => {
    expect(february?.attendees).toHaveLength(9);
    const { agendaTemplate, durationMinutes } = network.specialInterestGroup.series;
    expect(agendaTemplate.map(({ minutes }) => minutes)).toEqual([5, 55, 20, 10]);
    expect(agendaTemplate.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(durationMinutes);
    expect(february?.learningCases.map(({ feedbackDue }) => feedbackDue)).toEqual(Array(3).fill(april?.date));
  });

  it('keeps the table of work with its twelve contacts', () => {
    const { workstreams } = network.specialInterestGroup;
    expect(workstreams.map(({ steps }) => steps.length)).toEqual([1, 12, 2, 1, 1, 3, 2, 3, 1, 1]);
    const steps = workstreams.flatMap((workstream) => workstream.steps);
    expect(steps.filter(({ contact }) => contact?.channel === 'network-web-page')).toHaveLength(8);
    expect(steps.filter(({ done }) => done === null)).toHaveLength(10);
    for (const { done, status } of steps) expect(status === 'done').toBe(done !== null);
  });
});

describe('the meeting of 12 April 2019', () => {
  it('had eight present, no scores and a review on four questions', () => {
    expect(april?.attendees).toHaveLength(8);
    expect(april?.scores).toEqual({});
    expect(april?.afterActionReview?.answers.map(({ question }) => question)).toEqual([
      'expected',
      'happened',
      'difference',
      'lessons',
    ]);
  });
});

describe('the assessments of maturity', () => {
  const { assessments } = network.maturity;

  it('rate all of eight dimensions, from inside and outside, and aim no lower than now', () => {
    for (const { inside, agreed, target, outside } of assessments) {
      expect([inside.length, outside.length]).toEqual([4, 3]);
      for (const { levels } of [...inside, { levels: agreed }, target, ...outside]) {
        expect(Object.keys(levels)).toHaveLength(8);
        for (const level of Object.values(levels)) expect([1, 2, 3, 4, 5]).toContain(level);
      }
      for (const [key, level] of Object.entries(agreed))
        expect(target.levels[key as keyof typeof agreed]).toBeGreaterThanOrEqual(level);
    }
  });

  it('show where outsiders see the group lower than it sees itself: in three dimensions, a year on in two', () => {
    const lower = assessments.map(({ agreed, outside }) =>
      Object.entries(agreed).flatMap(([key, level]) => {
        const seen = outside.reduce((sum, { levels }) => sum + levels[key as keyof typeof agreed], 0);
        return seen / outside.length <= level - 0.5 ? [key] : [];
      }),
    );
    expect(lower).toEqual([
      ['purpose-direction', 'leadership-facilitation', 'impact-value'],
      ['knowledge-capture', 'impact-value'],
    ]);
  });

  it('follow one another a year apart, each when the one before wanted to be there', () => {
    expect(assessments.map(({ ratedOn }) => ratedOn).slice(1)).toEqual(
      assessments.map(({ target }) => target.by).slice(0, -1),
    );
  });
});

describe('the vote', () => {
  it('has A in the lead, one vote each', () => {
    const { votes } = network.sharedPurpose;
    const of = (key: string) => votes.filter(({ statement }) => statement === key).length;
    expect([of('A'), of('B'), of('C')]).toEqual([18, 13, 9]);
    expect(new Set(votes.map(({ person }) => person)).size).toBe(votes.length);
  });
});
