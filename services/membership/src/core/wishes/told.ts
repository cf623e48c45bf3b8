import type { Wish } from './decide.ts';

/** What of these waits still, for the letters to those who decide. */
export const waitingAmong = (wishes: readonly Wish[], link: string) => ({
  waiting: wishes.flatMap(({ _id: request, status }) => (status === 'open' ? [{ request, link }] : [])),
});

interface Words {
  readonly what: string;
  readonly reason?: string | undefined;
}

/** What came of these, for the letters to those whose they are. */
export const outcomesAmong = <W extends Wish>(
  wishes: readonly W[],
  granted: W['status'],
  words: (row: W) => Words,
  link: string,
) => ({
  outcomes: wishes.flatMap((row) => {
    if (row.status === 'open') return [];
    const { what, reason } = words(row);
    return [{ request: row._id, what, granted: row.status === granted, ...(reason && { reason }), link }];
  }),
});
