import { type CommunityRole, communitiesContract, peopleContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterRow } from '../../delivery/ledger/row.ts';
import { foundCommunity, lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const join = (
  person: string,
  community: string,
  { version = 1, welcome = true, placed = false, role = 'member' as CommunityRole } = {},
) =>
  stage.side.publish(communitiesContract.events.membershipStarted, {
    subject: `${person}.${community}`,
    version,
    data: { person, community, role, welcome, ...(placed && { placed }) },
  });

describe('a welcome', () => {
  it('goes to who joins, names the community, and comes once a membership', async () => {
    const community = await foundCommunity(stage, 'Art & Hosting');
    const [ada] = await putMembers(stage, 1, () => ({ name: 'Ada', consents: [] }));
    if (!ada) throw new Error('no member');
    await join(ada.id, community);
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === ada.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.subject).toBe('Welcome to Art & Hosting');
    expect(opened?.text).toContain('Dear Ada,');
    expect(opened?.html).toContain('<h1>Welcome to Art &amp; Hosting</h1>');
    expect(opened?.links).toContain(`https://letters.example.org/communities/${community}`);
    expect(opened?.headers).not.toHaveProperty('list-unsubscribe');
    await join(ada.id, community, { version: 3 });
    await until('the second event read', () =>
      stage.service.context.db.collection('known_memberships').findOne({ person: ada.id, version: 3 }),
    );
    expect(await lettersOf(stage, `${ada.id}.${community}`)).toHaveLength(1);
    expect(stage.mailbox.list({ to: ada.email })).toHaveLength(1);
  });

  it('is another letter to who was put there by hosts, each time that they are', async () => {
    const community = await foundCommunity(stage, 'Placed');
    const [cy] = await putMembers(stage, 1, () => ({ name: 'Cy', consents: [] }));
    if (!cy) throw new Error('no member');
    await join(cy.id, community, { welcome: false, placed: true });
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === cy.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.subject).toBe('You are in Placed now');
    expect(opened?.text).toContain('You need not stay');
    await join(cy.id, community, { version: 3, welcome: false, placed: true });
    await until('the second letter', () => stage.mailbox.list({ to: cy.email }).length === 2);
  });

  it('says what they are to be there, where hosts named them as more than a member', async () => {
    const community = await foundCommunity(stage, 'Run by you');
    const [dee] = await putMembers(stage, 1, () => ({ name: 'Dee', consents: [] }));
    if (!dee) throw new Error('no member');
    await join(dee.id, community, { welcome: false, placed: true, role: 'facilitator' });
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === dee.email, { timeoutMs: 15_000 });
    expect((await stage.mailbox.open(letter.id))?.text).toContain('as its facilitator');
  });

  it('is one letter to who was taken in from a list, with all communities in it', async () => {
    const communities = [await foundCommunity(stage, 'Listed'), await foundCommunity(stage, 'Named')];
    const [flo] = await putMembers(stage, 1, () => ({ name: 'Flo', consents: [], communities }));
    if (!flo) throw new Error('no member');
    const data = { person: flo.id, roles: [], welcome: false, placed: true };
    await stage.side.publish(peopleContract.events.personJoined, { subject: flo.id, version: 1, data });
    for (const community of communities) await join(flo.id, community, { welcome: false });
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === flo.email, { timeoutMs: 15_000 });
    const opened = await stage.mailbox.open(letter.id);
    expect(opened?.text).toContain('You are in\nListed and Named.');
    expect(opened?.links).toContain('https://letters.example.org/me');
    expect(stage.mailbox.list({ to: flo.email })).toHaveLength(1);
  });

  it('does not go to who was imported', async () => {
    const community = await foundCommunity(stage, 'Imported');
    const [bob, eve] = await putMembers(stage, 2);
    if (!bob || !eve) throw new Error('no members');
    await join(bob.id, community, { welcome: false });
    await join(eve.id, community);
    await stage.mailbox.waitFor(({ to }) => to[0] === eve.email, { timeoutMs: 15_000 });
    expect(await lettersOf(stage, `${bob.id}.${community}`)).toEqual([]);
  });

  it('waits for a person and a community that are not known here yet', async () => {
    const [person, community] = [newId(), newId()];
    await join(person, community);
    const waiting = await until('a first look', async () => {
      const [row] = await lettersOf(stage, `${person}.${community}`, 'queued');
      return row?.reason && row;
    });
    expect(waiting).toMatchObject({ attempts: 0, reason: 'the person is not known here yet' });
    const email = `late-${person}@example.org`;
    const entry = { network: 'testing', version: 1, communities: [], consents: [] };
    await stage.side.putMember({ id: person, name: 'Late', email, ...entry });
    await until('a second look', async () => {
      const [row] = await lettersOf(stage, `${person}.${community}`, 'queued');
      return row?.reason === 'the community is not known here yet';
    });
    await stage.side.found(community, { name: 'Late' });
    const letter = await stage.mailbox.waitFor(({ to }) => to[0] === email, { timeoutMs: 15_000 });
    expect(letter.subject).toBe('Welcome to Late');
  });

  it('is given up where the person stays unknown', async () => {
    const [person, community] = [newId(), newId()];
    await join(person, community);
    await until(
      'it waits',
      async () => (await lettersOf(stage, `${person}.${community}`, 'queued'))[0]?.reason,
    );
    const past = new Date(Date.now() - 3_600_000);
    await stage.service.context.db
      .collection<LetterRow>('letters')
      .updateOne({ person }, { $set: { createdAt: past, dueAt: past } });
    const failed = await until(
      'it is given up',
      async () => (await lettersOf(stage, `${person}.${community}`, 'failed'))[0],
    );
    expect(failed.reason).toBe('the person is not known here');
  });
});
