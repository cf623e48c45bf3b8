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
import { hashOf, newSecret } from './sessions/secrets.ts';

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
  const takeIn = async (over: object = {}): Promise<string> => {
    const body = { people: [personBody(over)] };
    return (await post<{ people: [{ id: string }] }>('/people/import', body)).people[0].id;
  };
  const member = () => takeIn({ communities: [{ community, role: 'member' }] });
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
  return {
    ...{ campaignBody, draft, asked, answering, preferring, wished, wishing },
    ...{ network, community, neighbour, db, communityBody, personBody, email, takeIn, member },
    ...{ joinRequest, session, signInLink },
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
  listPeople: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
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
  searchAudit: { prepare: () => ({ target: {} }) },
});
