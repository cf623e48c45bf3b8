import { consentText } from '@skein/contracts';
import type { ProspectPlan } from '../../network/index.ts';
import { idOf } from '../people.ts';
import { dayOn, daysOn, foundOr, type Stage } from './asked.ts';

const loadProspect = async (
  { host, communities, people, begun }: Stage,
  { name, email, source, owner, community, contacts, outcome, dueInDays }: ProspectPlan,
): Promise<void> => {
  const due = dueInDays === undefined ? {} : { due: dayOn(begun, dueInDays) };
  const body = { name, email, source, community: idOf(communities, community), owner: idOf(people, owner) };
  let prospect = await foundOr(
    host.listProspects.all({ query: { email } }),
    () => true,
    () =>
      host.addProspect({
        body: { ...body, ...(contacts.length === 0 && due) },
        key: `load-prospect-${email}`,
      }),
  );
  const params = { id: prospect.id };
  for (const { daysAgo, channel, note } of contacts.slice(prospect.contacts.length)) {
    const spoken = { channel, note, at: daysOn(begun, -daysAgo).toISOString(), ...(!outcome && due) };
    prospect = await host.recordProspectContact({ params, body: spoken });
  }
  if (!outcome || prospect.outcome) return;
  const ifMatch = prospect.version;
  if (outcome !== 'joined') {
    await host.setProspectOutcome({ params, body: { outcome, ...due }, ifMatch });
    return;
  }
  const consents = [{ purpose: 'digest' as const, channel: 'phone' as const }];
  const joins = { textVersion: consentText.version, consents };
  await host.convertProspect({ params, body: joins, ifMatch });
};

/** Those who might join, at each stage. */
export const loadProspects = async (stage: Stage): Promise<void> => {
  for (const prospect of stage.network.life.prospects) await loadProspect(stage, prospect);
};
