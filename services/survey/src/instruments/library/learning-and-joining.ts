import type { Draft } from './draft.ts';

const source = 'Special-interest group meeting notes, 12 April 2019';

export const afterActionReview: Draft = {
  key: 'after-action-review',
  version: 1,
  purpose: 'After a piece of work, asked of each party to it: four questions, without blame',
  content: {
    title: 'After-action review',
    introduction: 'Say it as you saw it; the others were there too and will say how they saw it.',
    source,
    questions: [
      { kind: 'text', key: 'expected', text: 'What did you count on happening?', required: true },
      { kind: 'text', key: 'happened', text: 'What did happen?', required: true },
      { kind: 'text', key: 'difference', text: 'Where did the two part, and what made them?' },
      { kind: 'text', key: 'lessons', text: 'What should be kept, and what done in another way next time?' },
    ],
  },
};

export const whoJoinsWhat: Draft = {
  key: 'who-joins-what',
  version: 1,
  purpose: 'Sensing who would take part in what; put your own activities in first',
  content: {
    title: 'What would you like to be part of?',
    introduction: 'Nothing here binds you: it helps to see what enough people want.',
    source,
    questions: [
      {
        kind: 'multiple',
        key: 'activities',
        text: 'In which of these would you take part?',
        required: true,
        choices: [
          { key: 'meetings', label: 'The regular meetings' },
          { key: 'book-club', label: 'A book club' },
          { key: 'peer-visits', label: 'Visits to one another’s places of work' },
          { key: 'event', label: 'Preparing the next event' },
          { key: 'writing', label: 'Writing up what we learn' },
          { key: 'other', label: 'Something else', other: true },
          { key: 'none', label: 'None of these for now', exclusive: true },
        ],
      },
      {
        kind: 'single',
        key: 'role',
        text: 'How would you like to be involved?',
        showIf: { not: { question: 'activities', includes: 'none' } },
        choices: [
          { key: 'lead', label: 'I would help to run it' },
          { key: 'contribute', label: 'I would contribute now and then' },
          { key: 'follow', label: 'I would come and listen' },
        ],
      },
      {
        kind: 'number',
        key: 'hours',
        text: 'How many hours a month could you give?',
        min: 0,
        max: 40,
        step: 0.5,
        unit: 'hours',
        showIf: { question: 'role', equals: 'lead' },
      },
      {
        kind: 'multiple',
        key: 'times',
        text: 'When could you usually meet?',
        showIf: { not: { question: 'activities', includes: 'none' } },
        choices: [
          { key: 'mornings', label: 'In the morning' },
          { key: 'lunchtimes', label: 'At lunchtime' },
          { key: 'afternoons', label: 'In the afternoon' },
          { key: 'evenings', label: 'In the evening' },
        ],
      },
    ],
  },
};
