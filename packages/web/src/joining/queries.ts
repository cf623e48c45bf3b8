import { queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** The words that people agree to today. */
export const consentTextQuery = queryOptions({
  queryKey: ['consent-texts', 'current'],
  queryFn: async ({ signal }) => {
    const { items } = await client.listConsentTexts({ signal });
    return items.find(({ current }) => current);
  },
});

export const askToJoin = (body: Parameters<typeof client.askToJoin>[0]['body']) =>
  client.askToJoin.attempt({ body });
