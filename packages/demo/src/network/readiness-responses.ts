import { persons } from './cast.ts';
import type { PersonKey } from './people.ts';
import type { OpportunityKey } from './readiness.ts';

export interface ReadinessResponse {
  respondent: PersonKey;
  /** By question key; an open question left blank is absent. */
  answers: {
    'improvement-questions': string;
    opportunities: OpportunityKey[];
    'benefit-patients'?: string;
    'benefit-organisations'?: string;
    'benefit-nhs'?: string;
  };
}

/** One line each: question or concern | chosen | patients | organisations | NHS. */
const sheets: [string, OpportunityKey[], string, string, string][] = [
  [
    'Which structures keep improvement going from one year to the next?',
    ['networking', 'unexpected-ideas', 'peer-help'],
    'Ideas that proved themselves elsewhere reach patients here.',
    'Staff build careers, and their employers gain from it.',
    'Good solutions become known.',
  ],
  [
    'What must somebody know and be able to do to call improvement their profession?',
    ['professional-development', 'networking', 'best-practice'],
    'New evidence gets to the bedside sooner.',
    'Methods, examples and failures are easier to pass on.',
    "Improvement becomes part of everyone's job, whatever the title.",
  ],
  [
    'Finding time for improvement beside a full clinical list, and finding others who do so too.',
    ['peer-help', 'networking', 'unexpected-ideas', 'signposting'],
    'Patients can tell which service is for whom, if they are involved.',
    'A place to look at variation together.',
    'Where no one knows the answer, we can test it jointly.',
  ],
  [
    'Bringing those who see a need for technology together with engineers who can meet it.',
    ['networking', 'signposting', 'unexpected-ideas'],
    'Their knowledge counts as much as that of staff.',
    'People with fresh skills and outside critics bring movement.',
    'More resilience in hard times.',
  ],
  [
    'Joining up practice, hospital and social care. Unexplained variation in treatment harms and costs.',
    ['best-practice', 'networking', 'peer-help'],
    'Changes are better thought through.',
    'Shared enthusiasm turns into shared practice, with less done twice.',
    'Organisations learn from one another informally.',
  ],
  [
    'Making changes stick in community and ambulance work, where colleagues seldom meet.',
    ['peer-help', 'unexpected-ideas'],
    'The same standard everywhere.',
    'Knowledge is captured and capacity grows.',
    'Fewer harmed, less spent, better health.',
  ],
  [
    'Smoother pathways for patients. A culture of improvement across large partnerships.',
    ['networking', 'showcasing', 'best-practice'],
    'Stories told by patients show what to change first.',
    'Expertise from many sides keeps costs in check.',
    'A common purpose across a wide area.',
  ],
  [
    'Recognising deterioration and sepsis early, across whole systems instead of project against project.',
    ['best-practice', 'showcasing', 'unexpected-ideas'],
    'Everyone pulls in the same direction for care and communication.',
    'Backing from colleagues in other fields.',
    'The whole achieves what its parts cannot.',
  ],
  [
    'Collecting what worked and what did not, so that groups act on it quickly.',
    ['showcasing', 'professional-development', 'networking'],
    'Patients get a standing channel to be heard.',
    'Encouragement and examples from peers when stuck.',
    'Decisions move nearer to patients.',
  ],
  [
    'Raising quality while budgets shrink.',
    ['peer-help', 'signposting'],
    "Carers' quality of life becomes a goal of its own.",
    'Tests are visible to others, so nobody repeats them blindly.',
    'Mistakes are made once, not everywhere.',
  ],
  [
    'Setting expectations and explaining them plainly.',
    ['unexpected-ideas', 'professional-development'],
    'New treatments and ways to prevent illness.',
    'Working with more partners makes it likelier to find what works.',
    'Things change faster.',
  ],
  [
    'Reaching over organisational walls although funding pulls the other way.',
    ['networking', 'peer-help', 'showcasing'],
    'Talking about problems soon leads to a better pathway.',
    '',
    'Everything hangs together: learning in one place helps all.',
  ],
  [
    'Decisions of clinicians and patients that use money where it does most good.',
    ['best-practice', 'unexpected-ideas', 'showcasing'],
    'Good practice and new services spread to them more quickly.',
    '',
    '',
  ],
  [
    'Dementia: what improves life most? What is good support after the diagnosis? What makes a ' +
      'dementia network effective? How do health, social and voluntary services act as one?',
    ['professional-development', 'signposting'],
    '',
    '',
    '',
  ],
];

/** Fourteen responses, always the same; the choices add up to the published counts. */
export function readinessResponses(): ReadinessResponse[] {
  const respondents = persons(14, 27);
  return sheets.map(([question, opportunities, patients, organisations, nhs], index) => ({
    respondent: respondents[index] as PersonKey,
    answers: {
      'improvement-questions': question,
      opportunities: [...opportunities],
      ...(patients === '' ? {} : { 'benefit-patients': patients }),
      ...(organisations === '' ? {} : { 'benefit-organisations': organisations }),
      ...(nhs === '' ? {} : { 'benefit-nhs': nhs }),
    },
  }));
}
