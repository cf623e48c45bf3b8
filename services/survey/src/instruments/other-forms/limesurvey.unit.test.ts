import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { importedFrom } from './carry.ts';

const row = (fields: object): string =>
  `<row>${Object.entries(fields)
    .map(([name, value]) => (value === '' ? `<${name}/>` : `<${name}><![CDATA[${value}]]></${name}>`))
    .join('')}</row>`;
const table = (name: string, ...rows: object[]): string =>
  `<${name}><fields><fieldname>x</fieldname></fields><rows>${rows.map(row).join('')}</rows></${name}>`;

const group = (gid: number, more: object = {}) => ({
  gid,
  sid: 9,
  group_order: gid,
  grelevance: '1',
  ...more,
});
const question = (qid: number, type: string, title: string, more: object = {}) => ({
  qid,
  parent_qid: 0,
  sid: 9,
  gid: 1,
  type,
  title,
  other: 'N',
  mandatory: 'N',
  question_order: qid,
  relevance: '1',
  ...more,
});
const text = (qid: number, question: string, more: object = {}) => ({
  qid,
  question,
  help: '',
  language: 'de',
  ...more,
});
const part = (qid: number, parent_qid: number, title: string, more: object = {}) => ({
  qid,
  parent_qid,
  sid: 9,
  gid: 1,
  title,
  question_order: qid,
  scale_id: 0,
  relevance: '1',
  ...more,
});
const answer = (aid: number, qid: number, code: string) => ({ aid, qid, code, sortorder: aid, scale_id: 0 });
const answerText = (aid: number, answer: string, language = 'de') => ({ aid, answer, language });
const attribute = (qid: number, attribute: string, value: string) => ({
  qid,
  attribute,
  value,
  language: '',
});

interface Said {
  readonly groups?: object[];
  readonly questions: object[];
  readonly texts?: object[];
  readonly parts?: object[];
  readonly answers?: object[];
  readonly answerTexts?: object[];
  readonly attributes?: object[];
  readonly more?: string[];
}

const lss = (said: Said): Buffer =>
  Buffer.from(
    [
      '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>',
      '<DBVersion>485</DBVersion><languages><language>de</language><language>en</language></languages>',
      table('answers', ...(said.answers ?? [])),
      table('answer_l10ns', ...(said.answerTexts ?? [])),
      table('groups', ...(said.groups ?? [group(1)])),
      table('group_l10ns', { gid: 1, group_name: 'Über Sie', description: '', language: 'de' }),
      table('questions', ...said.questions),
      table('subquestions', ...(said.parts ?? [])),
      table('question_l10ns', ...(said.texts ?? [])),
      table('question_attributes', ...(said.attributes ?? [])),
      ...(said.more ?? []),
      table('surveys', { sid: 9, language: 'de' }),
      table('surveys_languagesettings', { surveyls_language: 'de', surveyls_title: 'Umfrage' }),
      '</document>',
    ].join(''),
  );

const imported = async (bytes: Buffer) => {
  const result = await importedFrom(bytes);
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};
const notesOf = async (said: Said, effect = 'changed') =>
  (await imported(lss(said))).notCarried
    .filter((note) => note.effect === effect)
    .flatMap(({ path, also = [] }) => [path, ...also]);

describe('a survey of LimeSurvey', () => {
  it('comes in with its groups, languages, kinds and conditions', async () => {
    const { content, program, notCarried } = await imported(
      lss({
        questions: [
          question(1, 'L', 'role', { mandatory: 'Y', other: 'Y' }),
          question(2, 'M', 'ways', { relevance: 'role.NAOK == "A1"' }),
          question(3, 'F', 'rate', { relevance: 'ways_mail.NAOK == "Y" && !is_empty(role.NAOK)' }),
          question(4, 'Y', 'again', { relevance: '((rate_speed.NAOK >= 2))' }),
          question(5, 'N', 'age', { relevance: 'again == "Y"' }),
          question(6, 'Q', 'names'),
          question(7, 'D', 'day'),
        ],
        texts: [
          text(1, '<p>Ihre <b>Rolle</b>?</p>', { help: 'Nur eine' }),
          text(1, 'Your role?', { language: 'en' }),
          text(2, 'Welche Wege?'),
          text(20, 'Post'),
          text(21, 'Telefon'),
          text(3, 'Wie gut?'),
          text(30, 'Tempo'),
          text(4, 'Wieder?'),
          text(5, 'Alter?'),
          text(6, 'Namen'),
          text(60, 'Vorname'),
          text(61, 'Nachname'),
          text(7, 'Tag?'),
        ],
        parts: [
          part(20, 2, 'mail'),
          part(21, 2, 'call'),
          part(30, 3, 'speed'),
          part(60, 6, 'a'),
          part(61, 6, 'b'),
        ],
        answers: [
          answer(1, 1, 'A1'),
          answer(2, 1, 'A2'),
          answer(3, 3, '1'),
          answer(4, 3, '2'),
          answer(5, 3, '3'),
        ],
        answerTexts: [
          answerText(1, 'Pflege'),
          answerText(1, 'Nursing', 'en'),
          answerText(2, 'Verwaltung'),
          answerText(3, 'schlecht'),
          answerText(4, 'mittel'),
          answerText(5, 'gut'),
        ],
        attributes: [attribute(5, 'min_num_value_n', '18'), attribute(2, 'max_answers', '2')],
      }),
    );
    expect(program).toBe('limesurvey');
    expect(content).toMatchObject({ title: 'Umfrage', language: 'de', sections: [{ title: 'Über Sie' }] });
    expect(content.questions).toMatchObject([
      {
        key: 'role',
        kind: 'single',
        text: 'Ihre Rolle?',
        help: 'Nur eine',
        required: true,
        choices: [{ key: 'a1', label: 'Pflege' }, { key: 'a2' }, { key: 'other', other: true }],
      },
      { key: 'ways', kind: 'multiple', atMost: 2, showIf: { question: 'role', equals: 'a1' } },
      {
        key: 'rate',
        kind: 'matrix',
        rows: [{ key: 'speed', label: 'Tempo' }],
        showIf: {
          all: [
            { question: 'ways', includes: 'mail' },
            { question: 'role', answered: true },
          ],
        },
      },
      { key: 'again', kind: 'yes-no', showIf: { question: 'rate', row: 'speed', atLeast: 2 } },
      { key: 'age', kind: 'number', min: 18, showIf: { question: 'again', equals: true } },
      { kind: 'note', text: 'Namen' },
      { key: 'names-a', kind: 'text', text: 'Vorname' },
      { key: 'names-b', kind: 'text', text: 'Nachname' },
      { key: 'day', kind: 'date' },
    ]);
    expect(content.translations?.en).toEqual({
      'questions/role/text': 'Your role?',
      'questions/role/choices/a1/label': 'Nursing',
    });
    expect(
      notCarried.filter(({ effect }) => effect !== 'renamed').map(({ effect, path }) => [effect, path]),
    ).toEqual([['looks', 'question role']]);
  });

  it('names what it cannot carry where a person finds it, and refuses nothing for it', async () => {
    const said: Said = {
      questions: [
        question(1, 'T', 'why', { relevance: 'sum(a, b) > 3' }),
        question(2, '|', 'file'),
        question(3, 'Ö', 'new'),
        question(4, '*', 'sum'),
      ],
      texts: [text(1, 'Warum, {TOKEN:FIRSTNAME}?')],
      attributes: [
        attribute(1, 'em_validation_q', 'sum(this, other) > 3'),
        attribute(1, 'display_rows', '7'),
      ],
      more: [table('quota', { id: 1 })],
    };
    expect(await notesOf(said, 'left-out')).toEqual(
      ['the survey', 'question file', 'question new', 'question sum'].toSorted(
        (one, other) => Number(one === 'the survey') - Number(other === 'the survey'),
      ),
    );
    expect(await notesOf(said)).toEqual(
      expect.arrayContaining(['question why', 'question why, relevance', 'question why, em_validation_q']),
    );
    expect(await notesOf(said, 'looks')).toEqual(['question why, display_rows']);
  });

  it('keeps what is never shown hidden, and reads the conditions of older versions', async () => {
    const old = {
      questions: [question(1, 'G', 'sex', { title: 'sex' }), question(2, 'T', 'why')],
      texts: [text(1, 'Geschlecht?'), text(2, 'Warum?')],
      more: [
        table(
          'conditions',
          { qid: 2, cqid: 1, cfieldname: '9X1X1', method: '==', value: 'F', scenario: 1 },
          { qid: 2, cqid: 1, cfieldname: '9X1X1', method: '==', value: 'M', scenario: 1 },
        ),
      ],
    };
    const { content } = await imported(lss(old));
    expect(content.questions[1]?.showIf).toEqual({
      any: [
        { question: 'sex', equals: 'f' },
        { question: 'sex', equals: 'm' },
      ],
    });
  });

  it('is read from its tab-separated file as well', async () => {
    const file = [
      'id\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tmandatory\tother\tdefault\tsame_default\tmax_answers',
      '\t\tS\t\tlanguage\t\ten',
      '\t\tSL\t\tsurveyls_title\t\tTea\t\ten',
      '\t\tSL\t\tsurveyls_title\t\tTee\t\tde',
      '1\t\tG\tG1\tOne\t1\t\t\ten',
      '2\t\tQ\tM\tways\t1\t"Which ""ways""?"\t\ten\t\tY\tN\t\t\t1',
      '3\t\tSQ\t0\tmail\t1\tMail\t\ten',
      '4\t\tSQ\t0\tcall\t1\tCall\t\ten',
      '5\t\tQ\tL\trole\tways_mail == "Y"\tRole?\t\ten',
      '6\t\tA\t0\tA1\t\tNurse\t\ten',
      '7\t\tA\t0\tA2\t\tOther\t\ten',
      '1\t\tG\tG1\tEins\t1\t\t\tde',
      '2\t\tQ\tM\tways\t1\tWelche?\t\tde\t\tY',
      '3\t\tSQ\t0\tmail\t1\tPost\t\tde',
    ].join('\n');
    const { content } = await imported(Buffer.from(file));
    expect(content).toMatchObject({
      title: 'Tea',
      sections: [{ title: 'One' }],
      questions: [
        { key: 'ways', kind: 'multiple', text: 'Which "ways"?', required: true, atMost: 1 },
        { key: 'role', kind: 'single', showIf: { question: 'ways', includes: 'mail' } },
      ],
      translations: {
        de: { title: 'Tee', 'questions/ways/text': 'Welche?', 'questions/ways/choices/mail/label': 'Post' },
      },
    });
  });

  it('checks what it checks there, in its own words', async () => {
    const { content, notCarried } = await imported(
      lss({
        questions: [
          question(1, 'S', 'zip', { preg: '/^[0-9]{5}$/i' }),
          question(2, 'N', 'age'),
          question(3, 'S', 'code'),
          question(4, 'S', 'odd'),
        ],
        texts: [text(1, 'PLZ?'), text(2, 'Alter?'), text(3, 'Code?'), text(4, 'Was?')],
        attributes: [
          attribute(2, 'em_validation_q', 'is_empty(this) || this >= 18'),
          { ...attribute(2, 'em_validation_q_tip', 'Nur Erwachsene.'), language: 'de' },
          attribute(3, 'em_validation_q', 'regexMatch("/^[A-Z]+$/", this.NAOK) and strlen(this) >= 3'),
          attribute(4, 'em_validation_q', 'sum(this, age) > 3'),
        ],
      }),
    );
    expect(content.questions).toMatchObject([
      { pattern: '(?i)^[0-9]{5}$' },
      { kind: 'number', min: 18, errorText: 'Nur Erwachsene.' },
      { pattern: '^[A-Z]+$', minLength: 3 },
      { kind: 'text' },
    ]);
    const changed = notCarried.filter(({ effect }) => effect === 'changed');
    expect(changed.map(({ path }) => path)).toEqual(['question odd, em_validation_q']);
  });

  it('costs no more than its limits, whatever is in it', async () => {
    const start = '<document><LimeSurveyDocType>Survey</LimeSurveyDocType>';
    const reading = (xml: string) => importedFrom(Buffer.from(xml));
    await expect(reading(start + '<a>'.repeat(1_000))).rejects.toThrow('lie in each other');
    await expect(reading(start + '<a/>'.repeat(1_100_000))).rejects.toThrow('more elements');
    await expect(reading(`<!DOCTYPE a [<!ENTITY b "c">]>${start}`)).rejects.toThrow('document type');
    expect(await reading('<h:html xmlns:h="x"/>')).toMatchObject({ refused: 'invalid-request' });
  }, 120_000);
});
