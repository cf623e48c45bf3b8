import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { carryForm } from './carry.ts';
import { fromXlsForm } from './xlsform.ts';

/** Rows written as a person writes a table: cells by `|`. */
const sheet = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

const carried = (sheets: Record<string, string>) => {
  const map = new Map(Object.entries(sheets).map(([name, text]) => [name, sheet(text)]));
  const result = carryForm(fromXlsForm(map));
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const questionsOf = (survey: string, choices = '') =>
  carried({ survey: `type|name|label|relevant|constraint|parameters\n${survey}`, choices }).content.questions;

const choices = `
list_name|name|label::English (en)|label::Deutsch (de)
roles|1|Nurse|Pflege
roles|2|Doctor|
ways|mail|By mail|Per Post
ways|none|None of these|Keiner`;

describe('a form of XLSForm', () => {
  it('comes in with its groups, languages, kinds and conditions', () => {
    const { content, program } = carried({
      survey: `
type|name|label::English (en)|label::Deutsch (de)|hint::English (en)|required|relevant|constraint|appearance
begin group|you|About you|Über Sie|||||
select_one roles or_other|role|Your role?|Ihre Rolle?|One only|yes|||
select_multiple ways|ways|Which ways?|||||not(selected(., 'none') and count-selected(.) > 1)|
end group|||||||||
integer|age|Age?|||true()|selected(\${ways}, 'mail') and \${role} = '1'|. >= 18 and . < 100|
text|why|Why, \${role}?||||\${age} >= 21 or not(selected(\${ways}, 'mail'))||multiline
date|day|Which day?|||||||`,
      choices,
      settings: 'form_title|default_language\nPulse|English (en)',
    });
    expect(program).toBe('xlsform');
    expect(content).toMatchObject({ title: 'Pulse', language: 'en', sections: [{ title: 'About you' }] });
    expect(content.questions).toMatchObject([
      {
        key: 'role',
        kind: 'single',
        help: 'One only',
        required: true,
        choices: [{ label: 'Nurse' }, { label: 'Doctor' }, { other: true }],
      },
      { key: 'ways', kind: 'multiple', choices: [{ key: 'mail' }, { key: 'none', exclusive: true }] },
      { key: 'age', kind: 'number', min: 18, max: 99, step: 1, required: true },
      { key: 'why', kind: 'text' },
      { key: 'day', kind: 'date' },
    ]);
    expect(content.questions[2]?.showIf).toMatchObject({
      all: [
        { question: 'ways', includes: 'mail' },
        { question: 'role', equals: expect.any(String) },
      ],
    });
    expect(content.questions[3]?.showIf).toMatchObject({
      any: [{ question: 'age', atLeast: 21 }, { not: { question: 'ways', includes: 'mail' } }],
    });
    expect(content.translations?.de).toMatchObject({
      'questions/role/text': 'Ihre Rolle?',
      'sections/you/title': 'Über Sie',
    });
  });

  it('has ranges as scales, rankings, and the tables of KoboToolbox', () => {
    const { content } = carried({
      survey: `
type|name|label|parameters|kobo--score-choices
range|pain|Pain?|start=0;end=10;step=1|
range|share|Share?|start=0 end=1 step=0.1|
rank ways|order|Order?||
begin_score|rate|How good?||roles
score__row|speed|Speed||
score__row|care|Care||
end_score||||`,
      choices: 'list_name|name|label\nroles|1|Bad\nroles|2|Fair\nroles|3|Good\nways|a|A\nways|b|B',
    });
    expect(content.questions).toMatchObject([
      { key: 'pain', kind: 'scale', from: 0, to: 10 },
      { key: 'share', kind: 'number', min: 0, max: 1, step: 0.1 },
      { key: 'order', kind: 'ranking' },
      { key: 'rate', kind: 'matrix', rows: [{ label: 'Speed' }, { label: 'Care' }], from: 1, to: 3 },
    ]);
  });

  it('names row and column of what it cannot carry, and refuses nothing for it', () => {
    const { content, notCarried } = carried({
      survey: `
type|name|label|relevant|choice_filter|default
start|start||||
geopoint|where|Where?|||
nonsense|what|What?|||
select_one gone|lost|Lost?|||
calculate|sum||||
begin repeat|again|Each child|||
text|child|Name?|\${sum} > 3||Ann
end repeat|||||
select_one roles|role|Role?||a=\${b}|`,
      choices: 'list_name|name|label\nroles|1|A\nroles|2|B',
      entities: 'x\ny',
    });
    expect(content.questions.filter(({ key }) => key.endsWith('-child'))).toHaveLength(5);
    expect(content.questions.at(-1)).toMatchObject({ key: 'role' });
    const said = notCarried.flatMap(({ effect, path, also = [] }) =>
      [path, ...also].map((at) => [effect, at]),
    );
    expect(said).toEqual(
      expect.arrayContaining([
        ['left-out', 'sheet entities'],
        ['left-out', 'survey, row 2'],
        ['left-out', 'survey, row 3'],
        ['left-out', 'survey, row 4'],
        ['left-out', 'survey, row 5'],
        ['left-out', 'survey, row 6'],
        ['changed', 'survey, row 7'],
        ['changed', 'survey, row 8, relevant'],
        ['changed', 'survey, row 8, default'],
        ['changed', 'survey, row 10, choice_filter'],
      ]),
    );
  });

  it.each([
    ["{a} = ''", { question: 'a', answered: false }],
    [
      "{a} != '' and {b} != 'x'",
      { all: [{ question: 'a', answered: true }, { not: { question: 'b', includes: 'x' } }] },
    ],
    ['string-length({a}) > 0', { question: 'a', answered: true }],
    ['3 < {n}', { all: [{ question: 'n', answered: true }, { not: { question: 'n', atMost: 3 } }] }],
    [
      "{c} = 'y' or {c} = 'x'",
      {
        any: [
          { question: 'c', equals: 'y' },
          { question: 'c', equals: 'x' },
        ],
      },
    ],
    ['true()', undefined],
    ['{a} + 1 > 2', undefined],
  ])('understands %s', (relevant, condition) => {
    const survey = `
text|a|A?|
select_multiple l|b|B?|
select_one l|c|C?|
integer|n|N?|
text|d|D?|${relevant.replaceAll('{', `$\{`)}`;
    const list = 'list_name|name|label\nl|x|X\nl|y|Y';
    expect(questionsOf(survey.trim(), list).at(-1)?.showIf).toEqual(condition);
  });

  it('asks a repeated group again and again, each copy of its own', () => {
    const { content } = carried({
      survey: `
type|name|label|relevant|repeat_count
text|who|Who?||
begin repeat|kid|Child||2
text|name|Name of the child of $\{who}?||
integer|age|How old is $\{name}?||
text|school|School?|$\{age} >= 6|
end repeat||||`,
    });
    expect(content.questions.filter(({ kind }) => kind !== 'note')).toMatchObject([
      { key: 'who' },
      { key: 'kid-0-name', text: 'Name of the child of {who}?' },
      { key: 'kid-0-age', text: 'How old is {kid-0-name}?' },
      { key: 'kid-0-school', showIf: { question: 'kid-0-age', atLeast: 6 } },
      { key: 'kid-1-name' },
      { key: 'kid-1-age', text: 'How old is {kid-1-name}?' },
      { key: 'kid-1-school', showIf: { question: 'kid-1-age', atLeast: 6 } },
    ]);
  });

  it('has its groups one after the other where it is in pages', () => {
    const { content } = carried({
      survey: `
type|name|label
text|first|First?
begin group|you|About you
text|job|Job?
end group||
text|last|Last?`,
      settings: 'form_title|style\nPulse|theme-grid pages',
    });
    expect(content).toMatchObject({ paged: true, sections: [{}, { title: 'About you' }, {}] });
    expect(new Set(content.questions.map(({ section }) => section)).size).toBe(3);
  });

  it('checks what a constraint says, in its own words', () => {
    const { content } = carried({
      survey: `
type|name|label|constraint|constraint_message
text|code|Code?|regex(., '[A-Z]{3}')|Three capitals.
text|long|Long?|string-length(.) >= 5|
integer|age|Age?|. >= 18|Only grown-ups.`,
    });
    expect(content.questions).toMatchObject([
      { pattern: '^(?:[A-Z]{3})$', errorText: 'Three capitals.' },
      { minLength: 5 },
      { min: 18, errorText: 'Only grown-ups.' },
    ]);
  });
});
