import type { Draft } from './draft.ts';

const statements: Record<string, string> = {
  confidence: 'I trust that what we do together will lead to something worthwhile.',
  influence: 'I can shape what we do, and others listen when I speak.',
  enthusiasm: 'I am keen enough to give this my own hours, beyond wishing it well.',
  'right-work': 'We spend our effort where it matters most or where we can get most done.',
  challenge: 'We question how we see things and let in views unlike ours.',
  'needs-met': 'I get what I need from this group.',
  'strengths-used': 'The group draws on what I do best.',
};

export const confirmationPractice: Draft = {
  key: 'confirmation-practice',
  version: 1,
  purpose: 'The check-out of a meeting: seven statements, a minute, at each meeting the same',
  content: {
    title: 'Confirmation practice',
    introduction: 'A minute at the end of the meeting: how far do you agree with each statement?',
    source: 'Special-interest group meeting notes, 8 February 2019',
    questions: Object.entries(statements).map(([key, text]) => ({
      kind: 'scale',
      key,
      text,
      from: 1,
      to: 5,
      lowLabel: 'not at all',
      highLabel: 'fully',
    })),
  },
};
