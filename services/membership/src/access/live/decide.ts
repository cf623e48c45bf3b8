import { type Actor, type Envelope, type LiveKind, mayAnywhere } from '@skein/contracts';

/** What an event, by its service and what it is about, tells those whom it concerns has changed. */
const told: Readonly<Record<string, readonly LiveKind[]>> = {
  'membership.network': ['network'],
  'membership.community': ['communities'],
  'membership.membership': ['communities', 'people', 'me'],
  'membership.facilitation': ['communities'],
  'membership.leadership': ['communities', 'deciding'],
  'membership.role': ['communities'],
  'membership.person': ['people', 'me'],
  'membership.organisation': ['people'],
  'membership.introduction': ['people', 'me', 'deciding'],
  'membership.introduction-wish': ['me', 'deciding'],
  'membership.invitation': ['me', 'deciding'],
  'membership.join-request': ['deciding'],
  'membership.proposal': ['me', 'deciding'],
  'membership.prospect': ['deciding'],
  'membership.rectification': ['me', 'deciding'],
  'membership.erasure-request': ['me', 'deciding'],
  'membership.sending-request': ['me', 'deciding'],
  'membership.campaign': ['deciding'],
  'meeting.series': ['meetings'],
  'meeting.agenda-item': ['meetings'],
  'meeting.agenda-template': ['meetings'],
  'meeting.meeting-role': ['meetings'],
  'meeting.briefing': ['meetings'],
  'meeting.minutes': ['meetings'],
  'meeting.meeting': ['meetings', 'answers'],
  'meeting.answer': ['answers'],
  'meeting.chat': ['meetings'],
  'meeting.resource': ['library'],
  'meeting.reading-list': ['library'],
  'meeting.knowledge-product': ['library'],
  'meeting.workstream': ['work'],
  'meeting.step': ['work', 'deciding'],
  'meeting.learning-case': ['work'],
  'meeting.tension': ['work'],
  'meeting.decision': ['work'],
  'survey.survey': ['surveys'],
  'survey.publication': ['surveys'],
  'survey.vote': ['votes'],
  'survey.vote-round': ['votes'],
  'notification.digest': ['letters'],
};

/** What nobody is told of: it changes no page, or when it happened is nobody’s business. */
const silent: ReadonlySet<string> = new Set([
  'membership.contact-reminder',
  'meeting.meeting-notice',
  'membership.consent-text',
  'meeting.preparation',
  ...['membership', 'meeting', 'survey', 'notification'].map((service) => `${service}.departure`),
  'survey.survey-ballot',
  'survey.survey-reminder',
  'survey.result-letters',
  'survey.assessment',
  'survey.instrument',
]);

/** What anybody who is signed in may see, and so is told of. */
const open: ReadonlySet<string> = new Set(['membership.network', 'membership.community']);

/** After these, who somebody is in the network is other than their token says. */
const changesRoles: ReadonlySet<string> = new Set([
  'skein.membership.person.roles-changed.v1',
  'skein.membership.person.merged.v1',
  'skein.membership.person.erased.v1',
  'skein.membership.membership.started.v1',
  'skein.membership.membership.changed.v1',
  'skein.membership.membership.ended.v1',
]);

/** Of an event, what it takes to know whom it concerns: nothing of its content. */
export interface News {
  readonly id: string;
  readonly network: string;
  readonly kinds: readonly LiveKind[];
  readonly isOpen: boolean;
  /** The records that it names: people, communities and whatever else. */
  readonly ids: ReadonlySet<string>;
  readonly changesRoles: boolean;
}

const idLike = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const aboutIn = (type: string): string => type.split('.').slice(1, 3).join('.');

/** Whether it is known what an event of this type tells, or that it tells nothing. */
export const isSettled = (type: string): boolean => {
  const about = aboutIn(type);
  return Object.hasOwn(told, about) || silent.has(about);
};

/** What an event tells; undefined where nobody is told of it. */
export const newsIn = ({ id, type, network, subject, data }: Envelope): News | undefined => {
  const about = aboutIn(type);
  const kinds = told[about];
  if (!kinds) return undefined;
  const ids = new Set(`${subject} ${JSON.stringify(data)}`.match(idLike) ?? []);
  return { id, network, kinds, isOpen: open.has(about), ids, changesRoles: changesRoles.has(type) };
};

/** The kinds of things that this event changed for somebody: none where it does not concern them. */
export const kindsFor = (news: News, actor: Actor): readonly LiveKind[] => {
  if (news.network !== actor.network) return [];
  const isTheirs = news.ids.has(actor.person);
  const concerns =
    news.isOpen ||
    isTheirs ||
    actor.roles.length > 0 ||
    Object.keys(actor.communities).some((community) => news.ids.has(community));
  if (!concerns) return [];
  return news.kinds.filter((kind) => {
    if (kind === 'me') return isTheirs;
    return kind !== 'deciding' || mayAnywhere(actor, 'joining.review');
  });
};

/** Whether this event makes somebody another than their token says. */
export const endsFor = (news: News, actor: Actor): boolean =>
  news.changesRoles && news.network === actor.network && news.ids.has(actor.person);
