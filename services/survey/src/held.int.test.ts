import { duplicatesContract, mentionsContract, personRightsContract, type Survey } from '@skein/contracts';
import { collectionsOf, newId } from '@skein/service-kit';
import { ask, call, heldOf, until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { survey } from './app.ts';
import { startSurveySide } from './testing/survey-side.ts';
import { voteSteps } from './testing/vote-side.ts';

const network = 'testing';

it('shows somebody what every collection holds of them that says it holds people', async () => {
  const side = await startSurveySide({ intake: true, worker: true });
  onTestFinished(() => side.stop());
  const votes = voteSteps(side);
  // With what they do: they belong, were asked, answered, propose, are asked to vote, and host.
  const { vote, people, community } = await votes.begin(9);
  const [person = ''] = people;
  const as = await side.side.tokenFor({ person, roles: ['admin'], communities: { [community]: 'member' } });
  const statement = { as, body: { text: 'We learn together' } };
  expect((await call(side.api.url, 'POST', `/votes/${vote.id}/statements`, statement)).status).toBe(201);
  const { statements } = await votes.readVote(vote.id);
  const others = await votes.propose(vote.id, 'We meet');
  await votes.openRound(vote.id, [...statements.map(({ id }) => id), ...others]);

  const { instrument } = await side.publishInstrument();
  const asking = { audience: { kind: 'people', people: [person] } };
  // The reply, which names them, is kept for the key.
  const { body: asked } = await side.open(instrument, asking, {
    as,
    key: newId(),
    body: { instrument, title: 'Pulse', mode: 'named', closesAt: votes.hour(), ...asking },
  });
  await side.untilAnnounced((asked as Survey).id);
  const [link] = await side.linksFor(asked.id, [person]);
  await side.answer(asked.id, { mood: 3, why: 'For company' }, { token: link?.token });
  await until('the answer', () => side.db.collection('responses').findOne({ survey: asked.id }));
  const reading = `/surveys/${asked.id}/questions/why`;
  await call(side.api.url, 'POST', `${reading}/reading`, { as });
  await until('the text', () => side.db.collection('open_texts').findOne({ survey: asked.id }));
  // Somebody who turned out to be them.
  const data = { person: newId(), kept: person };
  await side.side.publish(duplicatesContract.events.personMerged, { subject: data.person, version: 2, data });
  await until('the merge', () => side.db.collection('departures').findOne({ kept: person as never }));

  // A list is put aside for moments only, and who has an address in one is no member: so these stand as they would.
  const rows = (name: string) => side.db.collection<{ _id: string }>(name);
  const about = { network, survey: asked.id };
  await rows('audience_parts').insertOne({ _id: `${newId()}.000000`, ...about, people: [person] } as never);
  const invited = await rows('invitations').findOne({ survey: asked.id, person } as never);
  await rows('ballot_marks').insertOne({ _id: invited?._id ?? '', ...about, ballot: 'a hash' } as never);
  const email = `${person}@example.org`;
  await rows('invited_addresses').insertOne({ _id: newId(), ...about, person, email } as never);

  const held = await heldOf({ db: side.db, network }, collectionsOf(survey), person);
  // A collection that is declared to hold people and has nothing of them here is one that this test is to fill too.
  expect(held.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual([]);
  const records = new Map<string, unknown[]>();
  let after: string | undefined;
  do {
    const question = { network, person, ...(after && { after }) };
    const page = await ask(
      side.api.context.nats,
      side.environment.SKEIN_PREFIX ?? '',
      personRightsContract.questions.held.survey,
      question,
    );
    if (page?.title) records.set(page.title, [...(records.get(page.title) ?? []), ...page.records]);
    after = page?.next;
  } while (after);
  expect([...records.keys()].toSorted()).toEqual(held.flatMap(({ shown }) => shown ?? []).toSorted());
  expect(records.get('Your answers in named surveys')).toMatchObject([{ answers: { why: 'For company' } }]);
  expect(records.get('Statements that you proposed')).toMatchObject([{ text: 'We learn together' }]);
  // Whoever is forgotten is looked for in what others wrote.
  const looked = await ask(
    side.api.context.nats,
    side.environment.SKEIN_PREFIX ?? '',
    mentionsContract.questions.mentions.survey,
    { network, strings: ['for COMPANY'] },
  );
  expect(looked?.places).toEqual([{ what: 'An answer in a survey', link: `/results#id=${asked.id}` }]);
  expect(JSON.stringify([...records])).not.toMatch(new RegExp(people.slice(1).join('|')));
});
