import { type Actor, may } from '@skein/contracts';

/** The communities whose own meetings somebody is told of: all for those who may read any, none for a visitor. */
export const toldOf = (actor: Actor | undefined): 'all' | string[] =>
  may(actor, 'meeting.read') ? 'all' : Object.keys(actor?.communities ?? {});
