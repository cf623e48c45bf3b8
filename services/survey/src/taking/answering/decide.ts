import { conditionsOf, faultsIn, shownOf } from '@skein/answering';
import { type Answers, isCleanText, type Problem, type Question, type Refusal } from '@skein/contracts';
import type { Asked as AskedVersion } from '../intake/check-answers.ts';
import type { Refused } from './outcome.ts';
import type { Fault } from './view.ts';

type Code = Problem['code'];

/** The answers that count: those to questions that are hidden after the answers before them are dropped. */
export const counted = (version: AskedVersion, given: Answers): { answers: Answers; hidden: Set<string> } =>
  shownOf(version.questions, conditionsOf(version), given);

/** The faults of answers by their questions; those of anything else have none. One for each question. */
export const faultsOf = ({ errors, detail }: Refusal, questions: readonly Question[]): Fault[] =>
  faultsIn(errors, detail, questions);

/** The language to show: the one asked for, else the first of the browser's that there is, else the survey's own. */
export const languageFor = (asked: string | null, accepted: string, languages: readonly string[]): string => {
  const [own = 'en'] = languages;
  if (asked !== null && languages.includes(asked)) return asked;
  const wanted = accepted
    .split(',')
    .map((part, index) => {
      const [tag = '', weight = 'q=1'] = part.trim().split(/\s*;\s*/);
      return { tag: tag.toLowerCase(), weight: Number(weight.replace('q=', '')) || 0, index };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index);
  const base = (tag: string): string => tag.split('-')[0] ?? tag;
  for (const { tag } of wanted) {
    const exact = languages.find((language) => language.toLowerCase() === tag);
    const near = exact ?? languages.find((language) => base(language) === base(tag));
    if (near) return near;
  }
  return own;
};

const askAgain = 'Open the link from your letter again, or ask whoever invited you for a new one.';

const refused: Partial<Record<Code, Omit<Refused, 'survey'>>> = {
  'not-found': {
    title: 'There is no survey here',
    what: 'There is no survey at this address in this network.',
    remedy: askAgain,
  },
  'expired-token': {
    title: 'This link has expired',
    what: 'The link in your letter was good for a time, and that is over; so is the survey.',
    remedy: 'If you still want to say something, write to whoever invited you.',
  },
  'invalid-token': {
    title: 'This link does not open the survey',
    what: 'It is damaged, or was made for another survey or another network.',
    remedy: askAgain,
  },
  'rate-limited': {
    title: 'Too many at once',
    what: 'Too many requests come from your address just now.',
    remedy: 'Wait a minute, then load this page again. What you sent twice counts once.',
  },
  unavailable: {
    title: 'Not to be reached just now',
    what: 'This page is not to be reached just now.',
    remedy: 'Wait a moment, then load it again. What you sent twice counts once.',
  },
  'too-large': {
    title: 'Your answers are too long',
    what: 'Your answers are longer than is taken. Nothing was sent.',
    remedy: 'Go back, and shorten what you wrote.',
  },
};

/** What somebody is told whose request comes to nothing. */
export const refusedFor = ({ refused: code, detail }: Refusal): Refused =>
  refused[code] ?? {
    title: 'This did not work',
    what: detail,
    remedy: 'Go back and try again. If it does not help, write to whoever invited you.',
  };

export const linkMissing: Refused = {
  title: 'The link is not whole',
  what: 'This survey is answered by a personal link, and the address you opened lacks its end.',
  remedy: 'Open the link from your letter again. If you copied it, copy it to its end.',
};

export const noticeTexts = {
  closed: 'This survey is closed; it takes no more answers.',
  full: 'This survey has had as many answers as were asked for; it takes no more.',
  used: 'This link was answered with already, and counts once. To change your answers, open it on the device that you answered from. If it was not you who answered, write to whoever invited you.',
  marked:
    'A ballot was given out for this link already. Open it with the browser that you fetched the ballot with. If you answered without scripts, your answers have arrived. If that browser no longer has the ballot, ask whoever invited you for another one: they can replace it once.',
};

export const scriptsNeeded =
  'A ballot was given out for this link already, to the device that fetched it. Answer there: nothing was sent from here. If that device no longer has it, ask whoever invited you for another one: they can replace it once.';

/** Whether a text can be an id that a form carries: nothing that decides what is random may be longer or stranger. */
export const orderFrom = (asked: string | null): string | undefined =>
  asked !== null && /^[\w-]{1,64}$/.test(asked) && isCleanText(asked, true) ? asked : undefined;
