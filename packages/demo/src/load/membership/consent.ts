import { patientClient } from '../../patient-client.ts';
import { until } from '../../until.ts';
import { idOf } from '../people.ts';
import { daysOn, foundOr, type Stage } from './asked.ts';

/** A re-consent campaign that runs: some have answered by the link of their letter, the others are silent so far. */
export const loadCampaign = async ({
  host,
  mailbox,
  network,
  communities,
  begun,
  baseUrl,
}: Stage): Promise<void> => {
  const { community, title, text, purpose, deadlineInDays, reminders, answers } = network.life.campaign;
  const { items: texts } = await host.listConsentTexts();
  const body = {
    title,
    text,
    purpose,
    textVersion: texts.find(({ current }) => current)?.version ?? '',
    audience: { kind: 'community' as const, community: idOf(communities, community) },
    deadline: daysOn(begun, deadlineInDays).toISOString(),
    reminders: [...reminders],
  };
  const campaign = await foundOr(
    host.listCampaigns.all(),
    (one) => one.title === title,
    () => host.draftCampaign({ body, key: 'load-campaign' }),
  );
  const params = { id: campaign.id };
  if (campaign.status === 'draft') {
    await host.startCampaign({ params, ifMatch: campaign.version });
  }
  const visitor = patientClient(baseUrl);
  await Promise.all(
    answers.map(async ({ email, answer }) => {
      const { token } = await mailbox.linkTo(email, '/campaign');
      await visitor.answerByLink({ query: { token }, body: { answer } });
    }),
  );
  await until('the answers to be counted', async () => {
    const { counts } = await host.readCampaign({ params });
    return counts.yes + counts.no >= answers.length || undefined;
  });
};
