import type { Client } from '@skein/client';
import type { Digest } from '@skein/contracts';
import { until } from '../until.ts';

const following = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
};

const inWords = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

/** The first month from this one on whose issue is not begun: a demonstration that runs again sends the next one. */
const nextMonth = async (host: Client): Promise<string> => {
  const begun = new Set((await host.listDigests.all().toArray()).map(({ month }) => month));
  let month = new Date().toISOString().slice(0, 7);
  while (begun.has(month)) month = following(month);
  return month;
};

/** The month's digest: collected from every service, sent to everyone who agreed to it, each letter settled. */
export const sendDigest = async (host: Client): Promise<Digest> => {
  const month = await nextMonth(host);
  const body = {
    month,
    title: `News from our communities, ${inWords(month)}`,
    introduction: 'What is coming, and what you can shape.',
  };
  const begun = await host.collectDigest({ body });
  const params = { id: begun.id };
  // A service that was away when everyone was asked is asked again before the letter goes out without it.
  const draft = await until('every service to give its part', async () => {
    const now = await host.readDigest({ params });
    if (now.missing.length === 0) return now;
    const asked = await host.collectMissing({ params, ifMatch: now.version });
    return asked.missing.length === 0 ? asked : undefined;
  });
  await host.sendDigest({ params, ifMatch: draft.version });
  return until(
    'the digest to be delivered',
    async () => {
      const digest = await host.readDigest({ params });
      return digest.status === 'sent' ? digest : undefined;
    },
    300_000,
  );
};
