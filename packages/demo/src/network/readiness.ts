export type OpportunityKey =
  | 'peer-help'
  | 'best-practice'
  | 'professional-development'
  | 'unexpected-ideas'
  | 'networking'
  | 'showcasing'
  | 'signposting';

export type ReadinessQuestionKey =
  | 'improvement-questions'
  | 'opportunities'
  | 'benefit-patients'
  | 'benefit-organisations'
  | 'benefit-nhs';

export type ReadinessQuestion =
  | { key: Exclude<ReadinessQuestionKey, 'opportunities'>; kind: 'open'; text: string }
  | {
      key: 'opportunities';
      kind: 'multi-select';
      text: string;
      options: { key: OpportunityKey; label: string; publishedCount: number }[];
    };

export interface ReadinessQuestionnaire {
  key: string;
  version: number;
  title: string;
  intro: string;
  questions: ReadinessQuestion[];
  source: string;
}

/** Asks people who might join or found communities what they hope for; counts are those published. */
export const readinessQuestionnaire: ReadinessQuestionnaire = {
  key: 'community-readiness',
  version: 1,
  title: 'Are we ready for communities of practice?',
  intro: 'Five questions, about five minutes. Counts and word clouds go back to everyone who answered.',
  questions: [
    {
      key: 'improvement-questions',
      kind: 'open',
      text: 'Which questions about improvement would you like to work on with others?',
    },
    {
      key: 'opportunities',
      kind: 'multi-select',
      text: 'What would you like a community of practice to give you? Choose as many as you like.',
      options: [
        { key: 'peer-help', label: 'Help from peers with a problem', publishedCount: 6 },
        { key: 'best-practice', label: 'Working out and testing good practice', publishedCount: 5 },
        { key: 'professional-development', label: 'Growing in my profession', publishedCount: 4 },
        { key: 'unexpected-ideas', label: 'Ideas I would not have had alone', publishedCount: 7 },
        { key: 'networking', label: 'Getting to know and working with others', publishedCount: 8 },
        { key: 'showcasing', label: 'Showing improvements that worked', publishedCount: 5 },
        { key: 'signposting', label: 'Finding out who knows what', publishedCount: 4 },
      ],
    },
    {
      key: 'benefit-patients',
      kind: 'open',
      text: 'How could patients and service users gain from communities?',
    },
    { key: 'benefit-organisations', kind: 'open', text: 'And organisations and networks for improvement?' },
    { key: 'benefit-nhs', kind: 'open', text: 'And the NHS altogether?' },
  ],
  source: 'Co-Creation Network booklet, 2015',
};
