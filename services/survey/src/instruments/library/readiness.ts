import type { Draft } from './draft.ts';

export const readiness: Draft = {
  key: 'community-readiness',
  version: 1,
  purpose: 'Before founding communities: what people hope for, and what they would bring to it',
  content: {
    title: 'Are we ready for communities of practice?',
    introduction:
      'Five questions, about five minutes. Counts and word clouds go back to everyone who answered.',
    source: 'Co-Creation Network booklet, 2015',
    questions: [
      {
        kind: 'text',
        key: 'improvement-questions',
        text: 'Which questions about improvement would you like to work on with others?',
      },
      {
        kind: 'multiple',
        key: 'opportunities',
        text: 'What would you like a community of practice to give you? Choose as many as you like.',
        choices: [
          { key: 'peer-help', label: 'Help from peers with a problem' },
          { key: 'best-practice', label: 'Working out and testing good practice' },
          { key: 'professional-development', label: 'Growing in my profession' },
          { key: 'unexpected-ideas', label: 'Ideas I would not have had alone' },
          { key: 'networking', label: 'Getting to know and working with others' },
          { key: 'showcasing', label: 'Showing improvements that worked' },
          { key: 'signposting', label: 'Finding out who knows what' },
        ],
      },
      {
        kind: 'text',
        key: 'benefit-patients',
        text: 'How could patients and service users gain from communities?',
      },
      { kind: 'text', key: 'benefit-organisations', text: 'And organisations and networks for improvement?' },
      { kind: 'text', key: 'benefit-nhs', text: 'And the NHS altogether?' },
    ],
  },
};
