import { cast } from './cast.ts';
import type { PersonKey } from './people.ts';

export interface LearningCase {
  key: string;
  title: string;
  owner: PersonKey;
  situation: string;
  observations: string[];
  insights: string[];
  /** When the owner tells the group what was tried: ISO date of the next meeting. */
  feedbackDue: string;
}

const feedbackDue = '2019-04-12';

/** Three situations discussed on 8 February 2019, retold in neutral words. */
export const learningCases: LearningCase[] = [
  {
    key: 'talk-without-a-chair',
    title: 'How do good conversations start when nobody calls them?',
    owner: cast.housingManager,
    situation:
      'Finance, scheduling and repairs fall out of step every few months. This time the talk was ' +
      'about customers instead of blame, but it took a manager to convene it. How could the teams ' +
      'begin it themselves?',
    observations: [
      'People were modest, thought of the customer, and did not exploit a mistake somebody had made.',
      'Is it a difficulty at all that a person in authority invites?',
      'Which figures or signals would prompt the teams to talk?',
      'A regular, structured look back could raise the matter early.',
      'How large are the teams, and how do they meet?',
      'Noticing that things drift apart is a job: whose job is it now?',
      'Is there one aim that all three share?',
      'A model of rescuer, victim and accuser may explain the pattern.',
      'Give the returning discussion a name, so that it is recognised.',
      'Team meetings or short surveys can bring up what is awkward.',
    ],
    insights: ['The owner will weigh the suggestions at work and tell what was tried.'],
  },
  {
    key: 'public-bad-review',
    title: 'Answering a harsh public review as a self-managing team',
    owner: cast.careFounder,
    situation:
      'A team asked not to share shifts with a colleague, who then left and wrote a long public ' +
      'complaint about the employer. In a conventional company the head would simply reply; what fits ' +
      'the values here?',
    observations: [
      'Others know this well, and colleagues may post how they see it.',
      'Keep how it was done apart from how it ended, and learn from both.',
      'The team needs to be told and given time, even though it will hurt.',
      'If the team stands by what it did, that confirms its way of working, which will not suit everyone.',
      'Readers expect mixed reviews, and judge by the tone of the answer.',
      'So strong a reaction suggests that a value was hurt: which one?',
      'Would it matter as much if it were private?',
      'A short film of the conversation could turn it to good use.',
    ],
    insights: [
      'Being public makes it feel different.',
      'The reply will be written with the team, in keeping with its values.',
    ],
  },
  {
    key: 'legacy-of-a-pilot',
    title: 'Making the most of a pilot service that has ended',
    owner: cast.pilotLead,
    situation:
      'A small provider had to close a pilot that its users valued. Rumours fill the silence that was ' +
      'agreed with the commissioner, and a review is coming. How can the story be told fairly and be ' +
      'useful to others?',
    observations: [
      'Will a formal review listen to those concerned?',
      'Anger is legitimate; find a way to honour it that does not run the meeting.',
      'Write down in order what happened.',
      'The account may take months: set it aside and collect thoughts as they come.',
      'Bring somebody to the review who is not caught up in it.',
      'Be clear what you want from it for yourself, the provider and the wider system.',
      'Owning what could have gone better makes it easier for others to do so.',
      'Guides to after-action reviews were shared in the group.',
    ],
    insights: [
      'Do it soon, although the timetable is open.',
      'Name openly what one would do otherwise today.',
      'Practitioners should be heard beside the board.',
    ],
  },
].map((learningCase) => ({ ...learningCase, feedbackDue }));
