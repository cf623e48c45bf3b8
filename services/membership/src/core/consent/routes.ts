import { ConsentPurpose, consentContract, isRefusal, may, refuse } from '@skein/contracts';
import {
  type Implementation,
  missing,
  ofOtherNetwork,
  read,
  type ServiceContext,
  verifyLink,
  write,
} from '@skein/service-kit';
import { countPeople, findPerson } from '../people/store.ts';
import { checkText, consentsNow, whoMayRecord } from './decide.ts';
import { recordLines } from './record.ts';
import { consentsOf, countConsents, currentConsents, presentConsent } from './store.ts';
import { currentText, insertText, textsOf } from './text-store.ts';

export const consentRoutes = ({ keys }: ServiceContext): Implementation[] => [
  read(consentContract.routes.listConsentTexts, async ({ reader }) => ({ items: await textsOf(reader) })),

  write(consentContract.routes.publishConsentText, async ({ network, body, actor, now, tx }) => {
    const known = await textsOf(tx);
    if (known.some(({ version }) => version === body.version)) {
      return refuse('already-exists', 'A wording has this version; a published one never changes.', [
        'version',
        'is taken',
      ]);
    }
    const _id = `${network}:${body.version}`;
    await insertText(tx, { _id, network, ...body, publishedAt: now, ...(actor && { by: actor.person }) });
    const data = { textVersion: body.version };
    tx.record(consentContract.events.consentTextPublished, { network, subject: _id, version: 1, data });
    return { ...body, publishedAt: now.toISOString(), current: true };
  }),

  read(consentContract.routes.summarizeConsents, async ({ deny, reader }) => {
    const denied = deny('digest.read', {});
    if (denied) return denied;
    const [members, agreed] = await Promise.all([countPeople(reader), countConsents(reader)]);
    const purposes = ConsentPurpose.options.map((purpose) => ({ purpose, agreed: agreed.get(purpose) ?? 0 }));
    return { members, purposes };
  }),

  read(consentContract.routes.listConsents, async ({ params, deny, reader }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const lines = await consentsOf(reader, params.id);
    return { items: lines.map(presentConsent), current: consentsNow(lines) };
  }),

  write(consentContract.routes.recordConsent, async ({ params, body, actor, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    const wrongText = checkText(body.given, body.textVersion, await textsOf(tx));
    if (wrongText) return wrongText;
    const oneself = actor?.person === params.id;
    const notTheirs = whoMayRecord(body, { oneself, host: may(actor, 'consent.run') });
    if (notTheirs) return notTheirs;
    const person = await findPerson(tx, params.id);
    if (!person) return missing('member', params.id);
    const by = actor && !oneself ? { by: actor.person } : {};
    const [row] = await recordLines(tx, person, [{ ...body, channel: 'profile', ...by }]);
    if (!row) throw new Error('a line of the ledger was not written');
    return presentConsent(row);
  }),

  write(consentContract.routes.unsubscribe, async ({ network, query, tx }) => {
    const link = await verifyLink(keys, 'notification', 'unsubscribe', query.token);
    if (isRefusal(link)) return link;
    const purpose = ConsentPurpose.parse(link.claims.purpose);
    const { net, sub } = link.claims;
    if (net !== network) return ofOtherNetwork();
    tx.concerned.add(sub);
    const person = await findPerson(tx, sub);
    const agrees = (await currentConsents(tx, [sub])).get(sub)?.includes(purpose);
    // Someone who stopped it before, or left, finds it stopped: the link has done what it says.
    if (person && agrees) {
      const { version: textVersion } = await currentText(tx);
      const stop = {
        purpose,
        given: false,
        basis: 'consent',
        textVersion,
        channel: 'unsubscribe-link',
      } as const;
      await recordLines(tx, person, [stop]);
    }
    return { purpose, given: false as const };
  }),
];
