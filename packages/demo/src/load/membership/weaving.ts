import { introductionsContract, meetingsContract } from '@skein/contracts';
import { createClient } from '../../client.ts';
import type { IntroductionPlan, PersonKey } from '../../network/index.ts';
import { onceKnown } from '../meetings.ts';
import { idOf } from '../people.ts';
import { daysOn, foundOr, type Stage } from './asked.ts';

type Wanted = { people: string[]; reason: string } | { communities: string[]; reason: string };

const introduce = (host: Stage['host'], body: Wanted) =>
  foundOr(
    host,
    introductionsContract.routes.listIntroductions,
    ({ reason }) => reason === body.reason,
    () =>
      host.call(introductionsContract.routes.introduce, {
        body,
        key: `load-introduction-${body.reason}`.slice(0, 200),
      }),
    { mine: 'true' },
  );

const addressOf = ({ network }: Stage, person: PersonKey): string =>
  network.people.find(({ key }) => key === person)?.email ?? '';

/** Introduces people, each of whom answers by the link of their letter; then what came of it is told. */
const loadIntroduction = async (
  stage: Stage,
  { people, reason, answers, came, note }: IntroductionPlan,
): Promise<void> => {
  const { host, mailbox, baseUrl } = stage;
  const made = await introduce(host, { people: people.map((person) => idOf(stage.people, person)), reason });
  const visitor = createClient(baseUrl);
  const open = made.status === 'asked' ? people : [];
  await Promise.all(
    open.map(async (person, place) => {
      const answer = answers[place];
      if (!answer) return;
      const { token } = await mailbox.linkTo(addressOf(stage, person), '/introduction');
      await visitor.call(introductionsContract.routes.answerIntroduction, {
        query: { token },
        body: { answer },
      });
    }),
  );
  if (!came || made.came) return;
  await host.call(introductionsContract.routes.recordIntroductionOutcome, {
    params: { id: made.id },
    body: { came, note: note ?? '' },
    key: `load-outcome-${made.id}`,
  });
};

/** A meeting that two communities planned together, held, attended by some of both. */
const loadJointMeeting = async ({ host, network, communities, people, begun }: Stage): Promise<void> => {
  const { key, title, communities: both, daysAgo, minutes } = network.life.jointMeeting;
  const [community, other] = both.map((one) => idOf(communities, one)) as [string, string];
  const startsAt = daysOn(begun, -daysAgo).toISOString();
  const body = {
    community,
    withCommunities: [other],
    title,
    kind: 'workshop' as const,
    startsAt,
    minutes,
  };
  const { id } = await onceKnown('both communities', () =>
    foundOr(
      host,
      meetingsContract.routes.listMeetings,
      (meeting) => meeting.title === title,
      () => host.call(meetingsContract.routes.planMeeting, { body, key: `load-${key}` }),
      { community },
    ),
  );
  const params = { id };
  const current = () => host.call(meetingsContract.routes.readMeeting, { params });
  if ((await current()).status === 'closed') return;
  const present = network.memberships
    .filter((membership) => both.some((one) => one === membership.community))
    .slice(0, 12)
    .map(({ person }) => idOf(people, person));
  const attendance = { present: [...new Set(present)] };
  await onceKnown('its attendees', async () =>
    host.call(meetingsContract.routes.recordAttendance, {
      params,
      body: attendance,
      ifMatch: (await current()).version,
    }),
  );
  if ((await current()).status === 'planned') {
    await host.call(meetingsContract.routes.openMeeting, { params, ifMatch: (await current()).version });
  }
  await host.call(meetingsContract.routes.closeMeeting, {
    params,
    body: {},
    ifMatch: (await current()).version,
  });
};

export const loadWeaving = async (stage: Stage): Promise<void> => {
  const { host, network, communities } = stage;
  const { communities: apart, reason } = network.life.introducedCommunities;
  await Promise.all([
    loadJointMeeting(stage),
    introduce(host, { communities: apart.map((one) => idOf(communities, one)), reason }),
    ...network.life.introductions.map((introduction) => loadIntroduction(stage, introduction)),
  ]);
};
