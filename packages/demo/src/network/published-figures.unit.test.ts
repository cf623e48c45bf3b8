import { describe, expect, it } from 'vitest';
import { demonstrationNetwork, type OpportunityKey } from './index.ts';

const network = demonstrationNetwork({ members: 50, now: new Date('2025-03-20T10:00:00Z') });
const [february, april] = network.specialInterestGroup.occurrences;

describe('the readiness questionnaire', () => {
  const { questionnaire, responses } = network.readiness;

  it('has fourteen responses whose choices add up to the published counts', () => {
    const chosen = responses.flatMap(({ answers }) => answers.opportunities);
    const of = (key: OpportunityKey) => chosen.filter((other) => other === key).length;
    expect(responses).toHaveLength(14);
    expect([
      of('peer-help'),
      of('best-practice'),
      of('professional-development'),
      of('unexpected-ideas'),
      of('networking'),
      of('showcasing'),
      of('signposting'),
    ]).toEqual([6, 5, 4, 7, 8, 5, 4]);
    const options = questionnaire.questions.flatMap((question) =>
      'options' in question ? question.options : [],
    );
    for (const { key, publishedCount } of options) expect(of(key)).toBe(publishedCount);
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

describe('the maturity matrix and the vote', () => {
  it('describes each of eight dimensions at five levels, every text once', () => {
    const { dimensions } = network.maturity.matrix;
    expect(dimensions.map(({ levels }) => levels.map(({ level }) => level))).toEqual(
      Array(8).fill([1, 2, 3, 4, 5]),
    );
    expect(new Set(dimensions.flatMap(({ levels }) => levels.map(({ text }) => text))).size).toBe(40);
  });

  it('rates every dimension, aims no lower than now, and shows a gap to the outside view', () => {
    const { inside, agreed, target, outside } = network.maturity.rating;
    for (const { key } of network.maturity.matrix.dimensions) {
      for (const { levels } of [...inside, target, ...outside])
        expect([1, 2, 3, 4, 5]).toContain(levels[key]);
      expect(target.levels[key]).toBeGreaterThanOrEqual(agreed[key]);
    }
    const lower = network.maturity.matrix.dimensions.filter(
      ({ key }) =>
        outside.reduce((sum, { levels }) => sum + levels[key], 0) / outside.length <= agreed[key] - 0.5,
    );
    expect(lower.map(({ key }) => key)).toEqual([
      'purpose-direction',
      'leadership-facilitation',
      'impact-value',
    ]);
  });

  it('has A in the lead, one vote each', () => {
    const { votes } = network.sharedPurpose;
    const of = (key: string) => votes.filter(({ statement }) => statement === key).length;
    expect([of('A'), of('B'), of('C')]).toEqual([18, 13, 9]);
    expect(new Set(votes.map(({ person }) => person)).size).toBe(votes.length);
  });
});
