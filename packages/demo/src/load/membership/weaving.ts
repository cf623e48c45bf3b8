import type { IntroductionPlan, PersonKey } from '../../network/index.ts';
import { patientClient } from '../../patient-client.ts';
import { onceKnown } from '../meetings.ts';
import { idOf } from '../people.ts';
import { daysOn, foundOr, type Stage } from './asked.ts';

type Wanted = { people: string[]; reason: string } | { communities: string[]; reason: string };

const introduce = (host: Stage['host'], body: Wanted) =>
  foundOr(
    host.listIntroductions.all({ query: { mine: 'true' } }),
    ({ reason }) => reason === body.reason,
    () =>
      host.introduce({
        body,
        key: `load-introduction-${body.reason}`.slice(0, 200),
      }),
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
  const visitor = patientClient(baseUrl);
  const open = made.status === 'asked' ? people : [];
  await Promise.all(
    open.map(async (person, place) => {
      const answer = answers[place];
      if (!answer) return;
      const { token } = await mailbox.linkTo(addressOf(stage, person), '/introduction');
      await visitor.answerIntroduction({ query: { token }, body: { answer } });
    }),
  );
  if (!came || made.came) return;
  await host.recordIntroductionOutcome({
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
      host.listMeetings.all({ query: { community } }),
      (meeting) => meeting.title === title,
      () => host.planMeeting({ body, key: `load-${key}` }),
    ),
  );
  const params = { id };
  const current = () => host.readMeeting({ params });
  if ((await current()).status === 'closed') return;
  const present = network.memberships
    .filter((membership) => both.some((one) => one === membership.community))
    .slice(0, 12)
    .map(({ person }) => idOf(people, person));
  const attendance = { present: [...new Set(present)] };
  await onceKnown('its attendees', async () =>
    host.recordAttendance({
      params,
      body: attendance,
      ifMatch: (await current()).version,
    }),
  );
  if ((await current()).status === 'planned') {
    await host.openMeeting({ params, ifMatch: (await current()).version });
  }
  await host.closeMeeting({ params, body: {}, ifMatch: (await current()).version });
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
