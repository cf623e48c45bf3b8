import { type Actor, may } from '@skein/contracts';

/** The communities whose own somebody finds. */
export const ofWhom = (actor: Actor | undefined): 'all' | string[] => {
  if (may(actor, 'library.read')) return 'all';
  const mine = Object.keys(actor?.communities ?? {});
  return mine.filter((community) => may(actor, 'library.read', { community }));
};
