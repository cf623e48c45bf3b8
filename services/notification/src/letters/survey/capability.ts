import { blindBallotsContract, remindersContract, surveysContract } from '@skein/contracts';
import { defineLetter } from '../../delivery/writing/define-letter.ts';
import { letterConsumer, lettersOn } from '../../delivery/writing/letter-consumer.ts';
import type { LetterCapability } from '../../delivery/writing/manifest.ts';
import { abroadWriter, memberWriter, wording } from './letter.ts';
import { causeOf } from './round.ts';

const wordings = [wording];
const asked = { service: 'a survey asks them, and says as the letter goes whether it still may' };
const replaced = { service: 'whoever runs a survey gave them another ballot, which only they can fetch' };
const unheard = { service: 'a survey has no answer of theirs as the letter goes, and they did not stop it' };

const invitation = defineLetter({
  name: 'invitation',
  urgency: 4,
  ground: asked,
  recipients: 'named',
  wordings,
  writer: memberWriter('invitation'),
});

const invitationAbroad = defineLetter({
  name: 'invitation-abroad',
  urgency: 5,
  ground: asked,
  recipients: 'abroad',
  wordings,
  writer: abroadWriter('invitation'),
});

const reminder = defineLetter({
  name: 'reminder',
  urgency: 8,
  ground: unheard,
  recipients: 'named',
  untold: true,
  wordings,
  writer: memberWriter('reminder'),
});

const reminderAbroad = defineLetter({
  name: 'reminder-abroad',
  urgency: 9,
  ground: unheard,
  recipients: 'abroad',
  untold: true,
  wordings,
  writer: abroadWriter('reminder'),
});

const newBallot = defineLetter({
  name: 'new-ballot',
  urgency: 3.5,
  ground: replaced,
  recipients: 'named',
  wordings,
  writer: memberWriter('new-ballot'),
});

const newBallotAbroad = defineLetter({
  name: 'new-ballot-abroad',
  urgency: 3.6,
  ground: replaced,
  recipients: 'abroad',
  wordings,
  writer: abroadWriter('new-ballot'),
});

/** A survey's one letter: to members and to those who are none, for the first time, again, and with another ballot; each once. */
export const survey: LetterCapability = {
  name: 'survey',
  letters: [invitation, invitationAbroad, reminder, reminderAbroad, newBallot, newBallotAbroad],
  consumers: (context) => [
    letterConsumer(
      context,
      'notification-invitations',
      lettersOn(
        surveysContract.events.peopleInvited,
        ({ data: { survey: cause, title, people, closesAt } }) => [
          { kind: invitation, cause, title, closesAt: new Date(closesAt), people },
        ],
      ),
    ),
    letterConsumer(
      context,
      'notification-survey-letters',
      lettersOn(
        surveysContract.events.addresseesInvited,
        ({ data: { survey: cause, title, people, closesAt } }) => [
          { kind: invitationAbroad, cause, title, closesAt: new Date(closesAt), people },
        ],
      ),
      lettersOn(blindBallotsContract.events.ballotReplaced, ({ data }) => [
        {
          kind: data.member ? newBallot : newBallotAbroad,
          cause: causeOf(data.survey, data.replacement),
          title: data.title,
          closesAt: new Date(data.closesAt),
          people: [data.person],
        },
      ]),
      lettersOn(remindersContract.events.remindersDue, ({ data }) => {
        const { title, people, addressees } = data;
        const about = {
          cause: causeOf(data.survey, data.reminder),
          title,
          closesAt: new Date(data.closesAt),
        };
        return [
          { kind: reminder, ...about, people },
          { kind: reminderAbroad, ...about, people: addressees },
        ];
      }),
    ),
  ],
};
