import { consentText, type JoinRequest, requestSubject, sendLetterNow } from '@skein/contracts';
import { newId, signLink, startService } from '@skein/service-kit';
import {
  call,
  ensureSigningKey,
  type Ground,
  testEnvironment,
  tokenFor,
  walkRights,
} from '@skein/service-kit/testing';
import { membership } from './app.ts';
import { uploaded } from './imports/decide.ts';
import { imports, problemRows } from './imports/store.ts';
import { hashOf, newSecret } from './sessions/secrets.ts';
import { png } from './testing/pictures.ts';

const later = () => new Date(Date.now() + 600_000);
const network = 'testing';

/** Membership with a community, its neighbour and a member, and the mail answered. */
const startGround = async () => {
  // Passkeys are for a named host, which the usual address is not.
  const environment: Record<string, string> = {
    ...testEnvironment(),
    SKEIN_PUBLIC_URL: 'http://localhost:8080',
  };
  const service = await startService(membership, environment);
  const { client, db, nats, signingKey } = service.context;
  const prefix = environment.SKEIN_PREFIX ?? '';
  const lettersKey = await ensureSigningKey(
    client.db(`${prefix}_notification`),
    nats,
    prefix,
    'notification',
  );
  const admin = await tokenFor(service, { roles: ['admin'] });
  const mail = nats.connection.subscribe(requestSubject(prefix, '*', sendLetterNow), {
    callback: (_failure, message) => {
      message.respond(JSON.stringify({ answer: { outcome: 'sent' } }));
    },
  });
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const reply = await call<T>(service.url, 'POST', path, { as: admin, body });
    if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const communityBody = () => ({
    slug: `c-${newId()}`,
    name: 'Reimagining',
    domain: 'Care',
    description: '',
    joining: 'open',
  });
  const found = async () => (await post<{ id: string }>('/communities', communityBody())).id;
  const community = await found();
  const neighbour = await found();
  const email = () => `${newId()}@example.org`;
  const personBody = (over: object = {}) => ({ name: 'Wilhelmina', email: email(), ...over });
  // The walk asks for a member some thousand times: they are taken in many at a time, and each is given out once.
  const waiting = new Map<string, string[]>();
  const takeIn = async (over: object = {}): Promise<string> => {
    const kind = JSON.stringify(over);
    const ready = waiting.get(kind) ?? [];
    waiting.set(kind, ready);
    if (ready.length === 0) {
      const body = { people: Array.from({ length: 40 }, () => personBody(over)) };
      const { people } = await post<{ people: { id: string }[] }>('/people/import', body);
      ready.push(...people.map(({ id }) => id));
    }
    return ready.pop() ?? '';
  };
  const organisation = async () =>
    (await post<{ id: string }>('/organisations', { name: `Trust ${newId()}` })).id;
  const member = () => takeIn({ communities: [{ community, role: 'member' }] });
  const depicted = async () => {
    const id = await member();
    const headers = { 'content-type': 'image/png' };
    await call(service.url, 'PUT', `/people/${id}/photo`, { as: admin, body: png, headers, ifMatch: 1 });
    return id;
  };
  const role = async () => {
    const { id } = await post<{ id: string }>('/roles', { community, name: newId() });
    const person = await member();
    const request = { as: admin, body: { person }, ifMatch: 1 };
    const { status } = await call(service.url, 'POST', `/roles/${id}/holders`, request);
    if (status !== 200) throw new Error(`assigning answered ${status}`);
    return { id, person };
  };
  /** An invitation whose letter is sent already, with nothing left for its loop to do. */
  const invitation = async (): Promise<string> => {
    const _id = newId();
    const row = { _id, network, version: 1, status: 'open', community, role: 'member', email: email() };
    const times = { invitedAt: new Date(), expiresAt: later(), forgetAt: later(), letterDueAt: new Date() };
    const letter = { letter: 'sent', letterAttempts: 1, invitedBy: newId() };
    await db.collection('invitations').insertOne({ ...row, ...times, ...letter } as never);
    return _id;
  };
  const invited = async () =>
    signLink(signingKey, 'community-invitation', { net: network, sub: await invitation() }, later());
  const proposalBody = () => ({ slug: `p-${newId()}`, name: 'Weavers', domain: 'Bridging' });
  const proposal = async (status = 'submitted') => {
    const [_id, proposer] = [newId(), await member()];
    const text = { description: '', why: '', joining: 'open', founders: [], invite: [] };
    const row = { _id, network, version: 1, status, proposer, ...proposalBody(), ...text, history: [] };
    await db.collection('community_proposals').insertOne(row as never);
    return { id: _id, proposer };
  };
  const joinRequest = async (status: JoinRequest['status']): Promise<string> => {
    const _id = newId();
    const row = { _id, network, version: 1, status, community, name: 'Ada', email: email(), consents: [] };
    await db.collection('join_requests').insertOne({ ...row, askedAt: new Date() } as never);
    return _id;
  };
  const session = async () => {
    const [_id, secret, person] = [newId(), newSecret(), await member()];
    const opened = { factor: 'link', openedAt: new Date(), usedAt: new Date(), provenAt: new Date() };
    const row = { _id, network, person, current: hashOf(secret), ...opened, expires: later() };
    await db.collection('sessions').insertOne(row as never);
    return { cookie: `skein_session=${_id}.${secret}` };
  };
  const signInLink = async () => {
    const [token, browser, person] = [newSecret(), newSecret(), await member()];
    const row = { _id: hashOf(token), network, person, browser: hashOf(browser), expires: later() };
    await db.collection('sign_in_links').insertOne(row as never);
    return { body: { token }, headers: { cookie: `skein_browser=${browser}` } };
  };
  const consenting = () => takeIn({ consents: ['digest'] });
  const campaignBody = (over: object = {}) => ({
    title: 'Do you still want our letter?',
    text: 'We ask everyone again.',
    purpose: 'digest',
    textVersion: consentText.version,
    audience: { kind: 'agreed' },
    deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    ...over,
  });
  const draft = async () => {
    // The wording shown today: the walk publishes others on its way.
    const texts = await call<{ items: { version: string }[] }>(service.url, 'GET', '/consent-texts');
    const textVersion = texts.body.items[0]?.version;
    return (await post<{ id: string }>('/campaigns', campaignBody({ textVersion }))).id;
  };
  /** A campaign that runs and has asked one person, with nothing left for its loop to do. */
  const asked = async () => {
    const [campaign, person] = [newId(), await consenting()];
    const { deadline: _, ...body } = campaignBody();
    const deadline = new Date(Date.now() + 30 * 86_400_000);
    const running = {
      status: 'running',
      startedAt: new Date(),
      allInvited: true,
      reminders: [],
      reminded: [],
    };
    const row = { _id: campaign, network, version: 2, ...body, ...running, deadline };
    await db.collection('campaigns').insertOne(row as never);
    const invited = { network, campaign, person, purpose: 'digest', deadline, answer: 'silent' };
    await db.collection('campaign_people').insertOne({ _id: `${campaign}.${person}`, ...invited } as never);
    return { campaign, person };
  };
  const answering = async () => {
    const { campaign, person } = await asked();
    return signLink(signingKey, 'campaign-answer', { net: network, sub: person, campaign }, later());
  };
  const preferring = async () =>
    signLink(signingKey, 'preferences', { net: network, sub: await consenting() }, later());
  const wished = async () => {
    const [_id, person] = [newId(), await member()];
    const row = { _id, network, version: 1, person, status: 'unconfirmed', reason: 'asked' };
    const forgetAt = later();
    await db.collection('erasure_requests').insertOne({ ...row, askedAt: new Date(), forgetAt } as never);
    return { id: _id, person };
  };
  const wishing = async () => {
    const { id } = await wished();
    return signLink(signingKey, 'confirm-erasure', { net: network, sub: id }, later());
  };
  const prospectBody = (over: object = {}) => ({ name: 'Ida', source: 'a workshop', ...over });
  /** Somebody of the community who might join, and the member who speaks to them. */
  const prospect = async () => {
    const owner = await member();
    const body = prospectBody({ email: email(), community, owner });
    const { id } = await post<{ id: string }>('/prospects', body);
    return { target: { community, person: owner }, params: { id } };
  };
  /** An import that was checked, with nothing left for its loop to do. */
  const checkedImport = async (good = 0): Promise<string> => {
    const file = { _id: newId(), network, by: newId(), format: 'csv' as const, bytes: 1, digest: '' };
    const read = { read: 1, good, bad: 0, problems: 0, newPeople: 0 };
    const row = { ...uploaded(file, new Date()), state: 'checked' as const, run: newId(), read };
    await imports(db).insertOne(row);
    const problem = { _id: newId(), import: row._id, run: row.run, network, line: 2, place: 0 };
    await problemRows(db).insertOne({ ...problem, detail: 'is empty', forgetAt: later() });
    return row._id;
  };
  const rectification = async () => {
    const person = await member();
    const body = { person, what: 'I moved in 2019, not in 2020.' };
    return { id: (await post<{ id: string }>('/rectification-requests', body)).id, person };
  };
  /** Somebody who wants another address, and the token of one of the two letters. */
  const readdressing = async (scope: 'confirm-address' | 'keep-address') => {
    const [_id, change] = [await member(), newId()];
    const row = { _id, network, change, email: email(), askedAt: new Date(), forgetAt: later() };
    await db.collection('address_changes').insertOne(row as never);
    return signLink(signingKey, scope, { net: network, sub: _id }, later(), change);
  };
  const introduction = async (by = newId()) => {
    const people = [{ person: await member() }, { person: await member() }];
    const asked = { askedAt: new Date(), expiresAt: later() };
    const row = { _id: newId(), network, version: 1, by, community, people, reason: 'Talk.', outcomes: [] };
    await db.collection('introductions').insertOne({ ...row, ...asked, status: 'connected' } as never);
    return { id: row._id, by, person: people[0]?.person ?? '' };
  };
  const introduced = async () => {
    const { id, person } = await introduction();
    const claims = { net: network, sub: person, introduction: id };
    return { id, person, token: await signLink(signingKey, 'introduction', claims, later()) };
  };
  return {
    ...{ introduction, introduced },
    ...{ prospectBody, prospect },
    checkedImport,
    ...{ rectification, readdressing },
    ...{ campaignBody, draft, asked, answering, preferring, wished, wishing },
    ...{ network, community, neighbour, db, communityBody, personBody, email, takeIn, member },
    ...{ joinRequest, session, signInLink, organisation, depicted },
    ...{ role, invitation, invited },
    ...{ proposalBody, proposal },
    confirmation: async () => {
      const claims = { net: network, sub: await joinRequest('unconfirmed') };
      return signLink(signingKey, 'confirm-joining', claims, later());
    },
    unsubscribing: async () =>
      signLink(lettersKey, 'unsubscribe', { net: network, sub: await member(), purpose: 'digest' }, later()),
    urlOf: () => service.url,
    tokenFor: (actor) => tokenFor(service, actor),
    stop: async () => {
      mail.unsubscribe();
      await service.stop();
    },
  } satisfies Ground & Record<string, unknown>;
};

const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };
const createdPasskey = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };
const usedPasskey = {
  ...credential,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};

walkRights('membership', startGround, {
  listPeople: [
    { prepare: () => ({ target: 'anywhere' }) },
    {
      right: 'people.read',
      prepare: ({ community }) => ({ target: { community }, query: { community } }),
    },
  ],
  readPerson: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: person } };
    },
  },
  editPerson: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person }, body: { region: 'North' }, ifMatch: 1 };
    },
  },
  giveRoles: {
    prepare: async ({ member }) => ({
      target: {},
      params: { id: await member() },
      body: { roles: ['steering'] },
      ifMatch: 1,
    }),
  },
  readPhoto: {
    prepare: async ({ community, depicted }) => {
      const person = await depicted();
      return { target: { community, person }, params: { id: person } };
    },
  },
  setPhoto: {
    prepare: async ({ member }) => {
      const person = await member();
      const headers = { 'content-type': 'image/png' };
      return { target: { person }, params: { id: person }, body: png, headers, ifMatch: 1 };
    },
  },
  removePhoto: {
    prepare: async ({ depicted }) => {
      const person = await depicted();
      return { target: { person }, params: { id: person }, ifMatch: 2 };
    },
  },
  listOrganisations: { prepare: () => ({ target: {} }) },
  readOrganisation: {
    prepare: async ({ organisation }) => ({ target: {}, params: { id: await organisation() } }),
  },
  addOrganisation: { prepare: () => ({ target: {}, body: { name: `Trust ${newId()}` } }) },
  editOrganisation: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { region: 'North' },
      ifMatch: 1,
    }),
  },
  mergeOrganisations: {
    prepare: async ({ organisation }) => ({
      target: {},
      params: { id: await organisation() },
      body: { other: await organisation() },
      ifMatch: 1,
    }),
  },
  importPeople: { prepare: ({ personBody }) => ({ target: {}, body: { people: [personBody()] } }) },
  listCommunities: { prepare: () => ({ target: {} }) },
  readCommunity: { prepare: ({ community }) => ({ target: {}, params: { id: community } }) },
  foundCommunity: { prepare: ({ communityBody }) => ({ target: {}, body: communityBody() }) },
  editCommunity: {
    prepare: async ({ community, db }) => {
      const row = await db.collection('communities').findOne({ _id: community as never });
      return {
        target: { community },
        params: { id: community },
        body: { description: `As of ${newId()}` },
        ifMatch: row?.version,
      };
    },
  },
  joinCommunity: [
    // Whoever is signed in may join an open community themselves …
    {
      prepare: async ({ community, takeIn }) => {
        const person = await takeIn();
        return {
          target: { person },
          params: { id: community },
          body: { person },
          by: person,
        };
      },
    },
    // … and those who run it put others into it.
    {
      right: 'community.edit',
      prepare: async ({ community, takeIn }) => ({
        target: { community },
        params: { id: community },
        body: { person: await takeIn() },
      }),
    },
  ],
  leaveCommunity: {
    prepare: async ({ community, member }) => {
      const person = await member();
      return { target: { community, person }, params: { id: community, person } };
    },
  },
  readStatusHistory: { prepare: ({ community }) => ({ target: { community }, params: { id: community } }) },
  listCommunityMembers: {
    prepare: ({ community }) => ({ target: { community }, params: { id: community } }),
  },
  changeCommunityRole: {
    prepare: async ({ community, takeIn }) => {
      const person = await takeIn({ communities: [{ community, role: 'core' }] });
      return {
        target: { community, person },
        params: { id: community, person },
        body: { role: 'member' },
        ifMatch: 1,
      };
    },
  },
  defineRole: [
    {
      prepare: ({ community }) => ({ target: { community }, body: { community, name: newId() } }),
    },
    { prepare: () => ({ target: {}, body: { name: newId() } }) },
  ],
  listRoles: { prepare: ({ community }) => ({ target: {}, query: { community } }) },
  readRole: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  listRoleHoldings: { prepare: async ({ role }) => ({ target: {}, params: { id: (await role()).id } }) },
  editRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { purpose: 'To listen' },
      ifMatch: 2,
    }),
  },
  retireRole: {
    prepare: async ({ community, role }) => ({
      target: { community },
      params: { id: (await role()).id },
      ifMatch: 2,
    }),
  },
  assignRole: {
    prepare: async ({ community, role, member }) => ({
      target: { community },
      params: { id: (await role()).id },
      body: { person: await member() },
      ifMatch: 2,
    }),
  },
  unassignRole: {
    prepare: async ({ community, role }) => {
      const { id, person } = await role();
      return { target: { community }, params: { id, person }, ifMatch: 2 };
    },
  },
  invite: {
    prepare: ({ community, email }) => ({ target: { community }, body: { community, email: email() } }),
  },
  listInvitations: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  renewInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      body: { days: 7 },
      ifMatch: 1,
    }),
  },
  withdrawInvitation: {
    prepare: async ({ community, invitation }) => ({
      target: { community },
      params: { id: await invitation() },
      ifMatch: 1,
    }),
  },
  readInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
  acceptInvitation: {
    prepare: async ({ invited }) => ({
      target: {},
      query: { token: await invited() },
      body: { name: 'Ada' },
    }),
  },
  declineInvitation: {
    prepare: async ({ invited }) => ({ target: {}, query: { token: await invited() } }),
  },
  proposeCommunity: {
    prepare: async ({ proposalBody, member }) => {
      const person = await member();
      return { target: { person }, body: proposalBody(), by: person };
    },
  },
  listProposals: {
    prepare: async ({ proposal }) => {
      const { proposer } = await proposal();
      return { target: { person: proposer }, query: { proposer } };
    },
  },
  readProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id } };
    },
  },
  editProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { why: 'We need it' }, ifMatch: 1 };
    },
  },
  resubmitProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal('changes-asked');
      return { target: { person: proposer }, params: { id }, body: {}, ifMatch: 1 };
    },
  },
  withdrawProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, ifMatch: 1 };
    },
  },
  acceptProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: {}, ifMatch: 1 };
    },
  },
  askForChanges: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { comment: 'Who comes?' }, ifMatch: 1 };
    },
  },
  declineProposal: {
    prepare: async ({ proposal }) => {
      const { id, proposer } = await proposal();
      return { target: { person: proposer }, params: { id }, body: { reason: 'There is one' }, ifMatch: 1 };
    },
  },
  readStateOfPlay: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  downloadStateOfPlay: {
    prepare: ({ community }) => ({ target: { community }, query: { community, format: 'csv' } }),
  },
  askToJoin: {
    prepare: ({ community, email }) => ({
      target: {},
      body: { name: 'Ada', email: email(), community, consents: [] },
    }),
  },
  confirmJoining: {
    prepare: async ({ confirmation }) => ({ target: {}, body: { token: await confirmation() } }),
  },
  listJoinRequests: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  acceptJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
  declineJoinRequest: {
    prepare: async ({ community, joinRequest }) => ({
      target: { community },
      params: { id: await joinRequest('waiting') },
      ifMatch: 1,
    }),
  },
  summarizeConsents: { prepare: () => ({ target: {} }) },
  listConsents: {
    prepare: async ({ member }) => {
      const person = await member();
      return { target: { person }, params: { id: person } };
    },
  },
  recordConsent: {
    prepare: async ({ member }) => {
      const person = await member();
      const body = { purpose: 'digest', given: false, textVersion: consentText.version };
      return { target: { person }, params: { id: person }, body };
    },
  },
  listConsentTexts: { prepare: () => ({ target: {} }) },
  publishConsentText: {
    prepare: () => ({
      target: {},
      body: { version: newId(), purposes: consentText.purposes },
    }),
  },
  readPreferences: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  setPreferences: {
    prepare: async ({ preferring }) => ({
      target: {},
      query: { token: await preferring() },
      body: { textVersion: consentText.version, choices: [{ purpose: 'digest', given: false }] },
    }),
  },
  stopEverything: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  askToBeForgotten: {
    prepare: async ({ preferring }) => ({ target: {}, query: { token: await preferring() } }),
  },
  listErasureRequests: { prepare: () => ({ target: {} }) },
  readErasure: {
    prepare: async ({ wished }) => ({ target: {}, params: { id: (await wished()).id } }),
  },
  requestErasure: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { person: await takeIn() } }),
  },
  findDuplicates: { prepare: () => ({ target: {} }) },
  dismissDuplicate: {
    prepare: async ({ takeIn }) => ({ target: {}, body: { people: [await takeIn(), await takeIn()] } }),
  },
  previewMerge: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      query: { gone: await takeIn() },
    }),
  },
  mergePeople: {
    prepare: async ({ takeIn }) => ({
      target: {},
      params: { id: await takeIn() },
      body: { gone: await takeIn(), goneVersion: 1 },
      ifMatch: 1,
    }),
  },
  // Here no other service runs, so that no archive would be whole.
  exportPerson: {
    meets: 'unavailable',
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person } };
    },
  },
  confirmErasure: { prepare: async ({ wishing }) => ({ target: {}, body: { token: await wishing() } }) },
  changeAddress: {
    prepare: async ({ takeIn, email }) => {
      const person = await takeIn();
      return { target: { person }, params: { id: person }, body: { email: email() } };
    },
  },
  confirmAddress: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('confirm-address') },
    }),
  },
  stopAddressChange: {
    prepare: async ({ readdressing }) => ({
      target: {},
      body: { token: await readdressing('keep-address') },
    }),
  },
  askForRectification: {
    prepare: async ({ takeIn }) => {
      const person = await takeIn();
      return { target: { person }, body: { person, what: 'I moved in 2019.' } };
    },
  },
  listRectifications: {
    prepare: async ({ rectification }) => {
      const { person } = await rectification();
      return { target: { person }, query: { person } };
    },
  },
  readRectification: {
    prepare: async ({ rectification }) => {
      const { id, person } = await rectification();
      return { target: { person }, params: { id } };
    },
  },
  settleRectification: {
    prepare: async ({ rectification }) => ({
      target: {},
      params: { id: (await rectification()).id },
      body: { status: 'refused', reason: 'It was 2020.' },
      ifMatch: 1,
    }),
  },
  draftCampaign: { prepare: ({ campaignBody }) => ({ target: {}, body: campaignBody() }) },
  listCampaigns: { prepare: () => ({ target: {} }) },
  readCampaign: { prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() } }) },
  editCampaign: {
    prepare: async ({ draft }) => ({
      target: {},
      params: { id: await draft() },
      body: { title: 'Are you still with us?' },
      ifMatch: 1,
    }),
  },
  startCampaign: {
    prepare: async ({ draft }) => ({ target: {}, params: { id: await draft() }, ifMatch: 1 }),
  },
  answerCampaign: {
    prepare: async ({ asked }) => {
      const { campaign, person } = await asked();
      return { target: {}, params: { id: campaign }, body: { answer: 'yes' }, by: person };
    },
  },
  readCampaignQuestion: {
    prepare: async ({ answering }) => ({ target: {}, query: { token: await answering() } }),
  },
  answerByLink: {
    prepare: async ({ answering }) => ({
      target: {},
      query: { token: await answering() },
      body: { answer: 'yes' },
    }),
  },
  unsubscribe: {
    prepare: async ({ unsubscribing }) => ({ target: {}, query: { token: await unsubscribing() } }),
  },
  startImport: {
    prepare: ({ email }) => ({
      target: {},
      body: `name,email\nAda,${email()}\n`,
      headers: { 'content-type': 'text/csv' },
    }),
  },
  listImports: {
    prepare: async ({ checkedImport }) => {
      await checkedImport();
      return { target: {} };
    },
  },
  readImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  listImportProblems: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  checkImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() }, body: {} }),
  },
  applyImport: {
    prepare: async ({ checkedImport }) => ({
      target: {},
      params: { id: await checkedImport(1) },
      body: { mode: 'good-rows-only' },
    }),
  },
  discardImport: {
    prepare: async ({ checkedImport }) => ({ target: {}, params: { id: await checkedImport() } }),
  },
  exportMembers: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportMemberships: {
    prepare: async ({ community, member }) => {
      await member();
      return { target: {}, query: { community } };
    },
  },
  exportCommunities: { prepare: () => ({ target: {} }) },
  askForSignInLink: { prepare: ({ email }) => ({ target: {}, body: { email: email() } }) },
  signIn: { prepare: async ({ signInLink }) => ({ target: {}, ...(await signInLink()) }) },
  refreshSession: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  signOut: { prepare: async ({ session }) => ({ target: {}, headers: await session() }) },
  listSessions: { prepare: () => ({ target: {} }) },
  signOutEverywhere: { prepare: () => ({ target: {} }) },
  // A passkey is for a session that was opened by a link, which these tokens do not come from.
  offerPasskeyRegistration: { meets: 'unauthenticated', prepare: () => ({ target: {} }) },
  registerPasskey: {
    meets: 'unauthenticated',
    prepare: () => ({ target: {}, body: { name: 'laptop', credential: createdPasskey } }),
  },
  listPasskeys: { prepare: () => ({ target: {} }) },
  removePasskey: { meets: 'unauthenticated', prepare: () => ({ target: {}, params: { id: newId() } }) },
  offerPasskeyUse: { meets: 'unauthenticated', prepare: () => ({ target: {} }) },
  usePasskey: {
    meets: 'unauthenticated',
    prepare: () => ({ target: {}, body: { credential: usedPasskey } }),
  },
  whoAmI: { prepare: () => ({ target: {} }) },
  addProspect: {
    prepare: async ({ community, prospectBody, member }) => ({
      target: { community },
      body: prospectBody({ community, owner: await member() }),
    }),
  },
  listProspects: [
    // Everybody sees those that they speak to themselves …
    { prepare: () => ({ target: 'anywhere' }) },
    // … and those who run a community all of it.
    { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ],
  readProspect: { prepare: ({ prospect }) => prospect() },
  editProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { name: 'Eva' }, ifMatch: 1 }),
  },
  assignProspect: {
    prepare: async ({ prospect, member }) => ({
      ...(await prospect()),
      body: { owner: await member() },
      ifMatch: 1,
    }),
  },
  recordProspectContact: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: { channel: 'phone' } }),
  },
  setProspectOutcome: {
    prepare: async ({ prospect }) => ({
      ...(await prospect()),
      body: { outcome: 'interested' },
      ifMatch: 1,
    }),
  },
  convertProspect: {
    prepare: async ({ prospect }) => ({ ...(await prospect()), body: {}, ifMatch: 1 }),
  },
  forgetProspect: { prepare: ({ prospect }) => prospect() },
  countProspects: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readBridging: { prepare: () => ({ target: 'anywhere' }) },
  listUnbridged: { prepare: () => ({ target: 'anywhere' }) },
  listBridgingMembers: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  introduce: {
    prepare: async ({ community, member, takeIn }) => ({
      target: { community },
      body: { people: [await member(), await takeIn()], community, reason: 'Talk to each other.' },
    }),
  },
  listIntroductions: [
    // Everybody sees those that they made or are part of …
    { prepare: () => ({ target: 'anywhere' }) },
    // … and those who run a community all that were made for it.
    { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  ],
  readIntroduction: [
    {
      prepare: async ({ community, introduction }) => {
        const { id, by } = await introduction();
        return { target: { community, person: by }, params: { id } };
      },
    },
    {
      prepare: async ({ community, introduction }) => {
        const { id, person } = await introduction();
        return { target: { community, person }, params: { id } };
      },
    },
  ],
  recordIntroductionOutcome: {
    prepare: async ({ community, introduction }) => {
      const { id, by } = await introduction();
      return { target: { community, person: by }, params: { id }, body: { came: 'met' } };
    },
  },
  readIntroductionQuestion: {
    prepare: async ({ introduced }) => ({ target: {}, query: { token: (await introduced()).token } }),
  },
  answerIntroduction: {
    prepare: async ({ introduced }) => ({
      target: {},
      query: { token: (await introduced()).token },
      body: { answer: 'accept' },
    }),
  },
  tellIntroductionOutcome: {
    prepare: async ({ introduced, db }) => {
      const { id, person, token } = await introduced();
      const accepted = { $set: { 'people.$.answer': 'accept' } };
      await db.collection('introductions').updateOne({ _id: id as never, 'people.person': person }, accepted);
      return { target: {}, query: { token }, body: { came: 'met' } };
    },
  },
  countIntroductions: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  searchAudit: { prepare: () => ({ target: {} }) },
});
