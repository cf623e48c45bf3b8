const choices = [
  { key: 'one', label: 'The first' },
  { key: 'two', label: 'The second' },
  { key: 'three', label: 'The third' },
];
const other = { key: 'other', label: 'Something else', other: true as const };
const levels = ['Not begun', 'Begun', 'Done'];
const rows = [
  { key: 'here', label: 'Here' },
  { key: 'there', label: 'There' },
];

/** A question of each kind, in two sections, one of which is asked of some only. */
export const everyKind = {
  title: 'Everything',
  introduction: 'All that can be asked.',
  language: 'en',
  sections: [
    { key: 'first', title: 'To begin with', text: 'These are short.' },
    {
      key: 'more',
      title: 'A little more',
      showIf: { question: 'agree', equals: true },
    },
  ],
  questions: [
    { kind: 'yes-no', key: 'agree', text: 'Do you agree?', required: true, section: 'first' },
    {
      kind: 'scale',
      key: 'mood',
      text: 'How are you?',
      required: true,
      section: 'first',
      from: 1,
      to: 5,
      lowLabel: 'low',
      highLabel: 'high',
      notApplicable: 'I do not want to say',
    },
    {
      kind: 'text',
      key: 'why-not',
      text: 'Why do you not agree?',
      required: true,
      section: 'first',
      maxLength: 200,
      showIf: { question: 'agree', equals: false },
    },
    { kind: 'single', key: 'role', text: 'Your role?', section: 'more', choices: [...choices, other] },
    {
      kind: 'multiple',
      key: 'ways',
      text: 'Which ways?',
      section: 'more',
      choices: [...choices, other],
      atMost: 3,
      help: 'Think of the last year.',
    },
    { kind: 'text', key: 'name', text: 'Say it in a word', section: 'more', short: true, maxLength: 20 },
    { kind: 'number', key: 'years', text: 'For how long?', section: 'more', min: 0, max: 60, unit: 'years' },
    { kind: 'date', key: 'since', text: 'Since when?', section: 'more', min: '2000-01-01' },
    { kind: 'note', key: 'breath', text: 'Take a breath.\nThe rest is short.', section: 'more' },
    { kind: 'ranking', key: 'order', text: 'Which comes first?', section: 'more', choices },
    { kind: 'matrix', key: 'rooms', text: 'How is it?', section: 'more', rows, from: 0, to: 2 },
    { kind: 'levels', key: 'level', text: 'How far?', section: 'more', levels },
    {
      kind: 'levels-matrix',
      key: 'levels',
      text: 'How far is each?',
      section: 'more',
      rows: rows.map((row) => ({ ...row, levels })),
    },
    {
      kind: 'quiz',
      key: 'quiz',
      text: 'Which is right?',
      section: 'more',
      points: 2,
      choices: [
        { key: 'yes', label: 'This one', right: true, feedback: 'Indeed.' },
        { key: 'no', label: 'That one', feedback: 'Not so.' },
      ],
    },
  ],
  translations: { ar: { title: 'كل شيء', 'questions/mood/text': 'كيف حالك؟' }, cy: { title: 'Popeth' } },
};

/** Fields that answer each of them, and what they come to. */
export const everyField: [string, string][] = [
  ['a.agree', 'true'],
  ['a.mood', '4'],
  ['a.role', 'other'],
  ['a.role.text', ' Porter '],
  ['a.ways', 'one'],
  ['a.ways', 'three'],
  ['a.name', 'Calm'],
  ['a.years', '2.5'],
  ['a.since', '2021-03-04'],
  ['a.order.two', '1'],
  ['a.order.one', '3'],
  ['a.order.three', '2'],
  ['a.rooms.here', '0'],
  ['a.rooms.there', '2'],
  ['a.level', '3'],
  ['a.levels.here', '1'],
  ['a.quiz', 'yes'],
];

export const everyAnswer = {
  agree: true,
  mood: 4,
  role: { choice: 'other', text: 'Porter' },
  ways: ['one', 'three'],
  name: 'Calm',
  years: 2.5,
  since: '2021-03-04',
  order: ['two', 'three', 'one'],
  rooms: { here: 0, there: 2 },
  level: 3,
  levels: { here: 1 },
  quiz: 'yes',
};
