import { isHtml, textOfHtml } from '../exchange/html.ts';
import { createNotes } from '../exchange/notes.ts';
import { languageTag } from '../exchange/wording.ts';
import { conditionFrom, type Resolve, type Subject } from './condition.ts';
import type { Element, ForeignForm, Localized, Page } from './foreign-form.ts';
import { attribute, type LimeQuestion, type LimeSurvey } from './limesurvey.ts';
import { noteAttributes } from './limesurvey-attributes.ts';
import { checksOf } from './limesurvey-checks.ts';
import { choiceAlone, joinedTexts, type Made, types } from './limesurvey-questions.ts';

/** `de-informal` is German here. */
const tagOf = (language: string): string => {
  const plain = language.replace(/-(?:informal|easy|formal)$/, '');
  return languageTag(plain) ?? plain;
};

/** The names that a condition may know a question and its parts by. */
const subjectsOf = (question: LimeQuestion): [string, Subject][] => {
  const { code, type, parts, answers, aliases } = question;
  const names = [code, ...aliases];
  const under = (part: string, subject: Subject): [string, Subject][] =>
    names.flatMap((name): [string, Subject][] => [
      [`${name}_${part}`, subject],
      [`${name}${part}`, subject],
    ]);
  const codes = answers.map((answer) => answer.code);
  const unordered = !codes.every((one) => /^\d+$/.test(one));
  if (type === 'M' || type === 'P') {
    const alone = choiceAlone(question);
    const other = under('other', { name: code, choice: { value: 'other', chosen: '' }, unordered: true });
    return [
      ...parts.flatMap((part) => {
        const value = part.code === alone ? 'none' : part.code;
        return under(part.code, { name: code, choice: { value, chosen: 'Y' } });
      }),
      ...other,
    ];
  }
  if (['F', 'H', 'A', 'B', 'C', 'E'].includes(type))
    return parts.flatMap((part) => under(part.code, { name: `${code}.${part.code}`, unordered }));
  if (type === '1')
    return parts.flatMap((part) =>
      [0, 1].flatMap((scale) => [
        ...under(`${part.code}_${scale}`, { name: `${code}_${scale}.${part.code}`, unordered }),
        ...under(`${part.code}#${scale}`, { name: `${code}_${scale}.${part.code}`, unordered }),
      ]),
    );
  if (type === 'Q' || type === 'K')
    return parts.flatMap((part) => under(part.code, { name: `${code}.${part.code}` }));
  if (type === 'R') return [];
  const values = new Map([['-oth-', 'other']]);
  return names.map((name) => [name, { name: code, unordered: 'L!OGY'.includes(type), values }]);
};

/** Names in conditions go on with what of the answer is meant; what it is worth and its code are the same here. */
const createResolve = (survey: LimeSurvey): Resolve => {
  const subjects = new Map(survey.groups.flatMap(({ questions }) => questions.flatMap(subjectsOf)));
  return (name) => {
    const [, bare = '', suffix] = /^(.*?)(?:\.(\w+))?$/.exec(name) ?? [];
    return suffix === undefined || ['NAOK', 'code', 'value', 'valueNAOK'].includes(suffix)
      ? subjects.get(bare)
      : undefined;
  };
};

/** A survey of LimeSurvey in the shape of SurveyJS. */
export const fromLimeSurvey = (survey: LimeSurvey): ForeignForm => {
  const notes = createNotes();
  const stood = new Map<object, string>();
  const resolve = createResolve(survey);
  const language = tagOf(survey.language);

  const wordsOf = (text: string, place: string): string => {
    if (isHtml(text)) notes.looks(place, 'was marked up, and comes in as plain text');
    const plain = isHtml(text) || text.includes('&') ? textOfHtml(text) : text.trim();
    return plain.replaceAll(/\{([^{}]+)\}/g, (whole, inner: string) => {
      const name = inner.trim().replace(/\.(?:shown|NAOK|value|code)$/, '');
      const subject = resolve(name);
      if (subject && !subject.choice) return `{${subject.name}}`;
      notes.changed(place, 'shows what LimeSurvey works out, of which “…” is left');
      return whole.trim() === '' ? whole : '…';
    });
  };
  const saidAt =
    (place: string) =>
    (texts: Localized): unknown => {
      const said = new Map<string, string>();
      for (const [tag, text] of Object.entries(texts)) {
        const words = wordsOf(text, place);
        const at = tag === 'default' ? language : tagOf(tag);
        if (words !== '' && !said.has(at)) said.set(at, words);
      }
      return said.size ? Object.fromEntries(said) : undefined;
    };

  const shownIf = (relevance: string, place: string): { visibleIf?: string; visible?: false } => {
    const text = relevance.replace(/^\s*\{(.*)\}\s*$/s, '$1');
    const condition = conditionFrom(text, resolve);
    if (!condition) {
      notes.changed(`${place}, relevance`, 'says more than a condition here can: always shown here');
      return {};
    }
    if (condition.is === 'said') return { visibleIf: condition.text };
    return condition.is === 'never' ? { visible: false } : {};
  };

  const elementOf = (question: LimeQuestion, place: string, made: Made, first: boolean): Element => {
    const said = saidAt(place);
    const text = made.after ? joinedTexts(question.text, made.after) : question.text;
    const title = said(text);
    const help = first ? said(question.help) : undefined;
    const { fields } = made;
    const element = {
      ...fields,
      name: made.name,
      ...(fields.type === 'html' ? { html: title ?? '' } : title !== undefined && { title }),
      ...(help !== undefined && { description: help }),
      ...(question.mandatory === 'Y' &&
        fields.type !== 'html' &&
        fields.type !== 'multipletext' && {
          isRequired: true,
          ...(fields.type === 'matrix' && { eachRowRequired: true }),
        }),
      ...checksOf(question, fields, {
        said,
        changed: (what, detail) => notes.changed(`${place}, ${what}`, detail),
      }),
      ...shownIf(question.relevance, place),
      ...(attribute(question, 'hidden') === '1' && { visible: false }),
    };
    stood.set(element, place);
    return element;
  };

  const elementsOf = (question: LimeQuestion): Element[] => {
    const place = `question ${question.code || '?'}`;
    const at = (what: string) => (what ? `${place}, ${what}` : place);
    const tools = {
      said: saidAt(place),
      leftOut: (what: string, detail: string) => notes.leftOut(at(what), detail),
      changed: (what: string, detail: string) => notes.changed(at(what), detail),
      looks: (what: string, detail: string) => notes.looks(at(what), detail),
    };
    const read = Object.hasOwn(types, question.type) ? types[question.type] : undefined;
    if (!read) {
      notes.leftOut(place, `is of a type that is not known here, “${question.type.slice(0, 40)}”`);
      return [];
    }
    const made = read(question, tools);
    if (made.length === 0) return [];
    noteAttributes(question, tools);
    if (question.hasDefault) notes.changed(place, 'is not filled in beforehand here');
    if (question.mandatory === 'S')
      notes.changed(place, 'reminds who leaves it out there; here it may be left out');
    if (made.length > 1) notes.looks(place, 'is asked as several questions, one for each of its fields');
    return made.map((one, index) => elementOf(question, place, one, index === 0));
  };

  const pages = survey.groups.map(({ title, description, relevance, questions }, index): Page => {
    const place = `group ${index + 1}`;
    const said = saidAt(place);
    const page = {
      name: `group-${index + 1}`,
      title: said(title),
      description: said(description),
      ...shownIf(relevance, place),
      elements: questions.flatMap(elementsOf),
    };
    stood.set(page, place);
    return page;
  });

  const about = (name: string): Localized => survey.texts[name] ?? {};
  const introduction = [about('description'), about('welcome')].filter((one) => Object.keys(one).length);
  if (Object.keys(about('end')).length)
    notes.changed('the survey, end text', 'nothing but the receipt is shown after answering');
  if (Object.keys(about('policy')).length)
    notes.changed(
      'the survey, policy notice',
      'is not shown here: the promise about answers is the survey’s',
    );
  if (survey.format === 'S')
    notes.looks(
      'the survey, format',
      'shows one question after the other there, and one group after the other here',
    );
  for (const what of survey.beside) notes.leftOut('the survey', `has ${what}, which do not come along`);
  const said = saidAt('the survey');
  const [first, second] = introduction;
  return {
    program: 'limesurvey',
    condition: 'relevance',
    stood,
    notes,
    form: {
      locale: language,
      ...(survey.format === 'A' && { questionsOnPageMode: 'singlePage' as const }),
      title: said(about('title')),
      description: first && said(second ? joinedTexts(first, second) : first),
      pages,
    },
  };
};
