import type { Draft } from './draft.ts';

const source = 'Primary-care community webinar slides, 2018';
const agreement = { from: 1, to: 5, lowLabel: 'not at all', highLabel: 'fully' };

export const eventEvaluation: Draft = {
  key: 'event-evaluation',
  version: 1,
  purpose: 'After a workshop, festival or other event, the same for each, so that events compare',
  content: {
    title: 'How was the event for you?',
    introduction: 'Three minutes. The organisers read every comment.',
    source,
    sections: [
      { key: 'event', title: 'The event' },
      { key: 'after', title: 'What comes of it' },
    ],
    questions: [
      {
        kind: 'matrix',
        key: 'parts',
        section: 'event',
        text: 'How far do you agree?',
        ...agreement,
        notApplicable: 'Does not apply',
        rows: [
          { key: 'useful', label: 'What I heard is useful in my work' },
          { key: 'part', label: 'I could take part as much as I wanted to' },
          { key: 'people', label: 'I met people whom I will talk to again' },
          { key: 'organised', label: 'It was well prepared and easy to get to' },
        ],
      },
      {
        kind: 'scale',
        key: 'recommend',
        section: 'event',
        text: 'Would you tell a colleague to come next time?',
        from: 0,
        to: 10,
        lowLabel: 'surely not',
        highLabel: 'surely',
      },
      { kind: 'text', key: 'best', section: 'event', text: 'What was best about it?' },
      { kind: 'text', key: 'better', section: 'event', text: 'What should be different next time?' },
      {
        kind: 'yes-no',
        key: 'will-try',
        section: 'after',
        text: 'Will you try something out that you learnt here?',
      },
      {
        kind: 'text',
        key: 'what',
        section: 'after',
        text: 'What will you try, and by when?',
        showIf: { question: 'will-try', equals: true },
      },
    ],
  },
};

export const exitSurvey: Draft = {
  key: 'exit-survey',
  version: 1,
  purpose: 'At the end of a webinar or call, before people leave: short enough for everyone to answer',
  content: {
    title: 'Before you go',
    introduction: 'Four questions, one minute.',
    source,
    questions: [
      { kind: 'scale', key: 'worth', text: 'Was it worth your time?', required: true, ...agreement },
      {
        kind: 'single',
        key: 'pace',
        text: 'How was the pace?',
        choices: [
          { key: 'too-slow', label: 'Too slow' },
          { key: 'right', label: 'Just right' },
          { key: 'too-fast', label: 'Too fast' },
        ],
      },
      { kind: 'text', key: 'take-away', text: 'One thing you take away?', short: true, maxLength: 300 },
      {
        kind: 'text',
        key: 'topic',
        text: 'Which topic should we take up next?',
        short: true,
        maxLength: 300,
      },
    ],
  },
};
