import type { Draft } from './draft.ts';

const source = 'Primary-care community webinar slides, 2018';

export const sharedPurpose: Draft = {
  key: 'shared-purpose',
  version: 1,
  purpose: 'A vote on statements of what brings a network together; put your own statements in first',
  content: {
    title: 'What brings us together?',
    introduction: 'Read the statements, and choose the one that you would put your name to.',
    source,
    questions: [
      {
        kind: 'single',
        key: 'statement',
        text: 'Which statement says best what we are here for?',
        required: true,
        shuffle: true,
        choices: [
          { key: 'a', label: 'First statement (write yours here)' },
          { key: 'b', label: 'Second statement (write yours here)' },
        ],
      },
      {
        kind: 'text',
        key: 'amendment',
        text: 'Which words would you change in it, and to what?',
        maxLength: 1000,
      },
    ],
  },
};

export const lifeCycleStage: Draft = {
  key: 'life-cycle-stage',
  version: 1,
  purpose: 'One question to open a conversation: how far along is this network?',
  content: {
    title: 'Which stage of its life is your network at?',
    source,
    questions: [
      {
        kind: 'single',
        key: 'stage',
        text: 'Which of these sounds most like your network today?',
        required: true,
        choices: [
          { key: 'idea', label: 'An idea: a few people talk about it' },
          { key: 'starting', label: 'Starting: the first members meet, much is still open' },
          { key: 'growing', label: 'Growing: members and activities become more' },
          { key: 'thriving', label: 'Thriving: it runs well and is known for what it does' },
          { key: 'renewing', label: 'Renewing: it is changing what it does, or how' },
          { key: 'winding-down', label: 'Winding down: it is coming to its end' },
          { key: 'other', label: 'Something else', other: true },
        ],
      },
      {
        kind: 'text',
        key: 'next',
        text: 'What does it need most in order to go on from there?',
        showIf: { not: { question: 'stage', equals: 'winding-down' } },
      },
      {
        kind: 'text',
        key: 'legacy',
        text: 'What of it should be kept, and by whom?',
        showIf: { question: 'stage', equals: 'winding-down' },
      },
    ],
  },
};
