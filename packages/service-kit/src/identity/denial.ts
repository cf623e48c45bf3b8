import {
  type Actor,
  type Awaiting,
  may,
  type Refusal,
  type Right,
  type RightTarget,
  refuse,
  rightInWords,
} from '@skein/contracts';

/** The check every handler of a scoped right makes once it knows the target. */
export const denial = (actor: Actor | undefined, right: Right, target: RightTarget): Refusal | undefined => {
  if (may(actor, right, target)) return undefined;
  if (!actor) return refuse('unauthenticated', 'This needs a signed-in person.');
  const { awaiting } = actor;
  if (awaiting && may({ ...actor, roles: awaiting.roles }, right, target)) return passkeyNeeded(awaiting);
  return refuse('forbidden', `Your roles do not let you ${rightInWords[right]} here.`);
};

/** The refusal for what somebody may do as soon as they have given their second factor. */
const passkeyNeeded = ({ passkey }: Awaiting): Refusal =>
  passkey === 'use'
    ? refuse('passkey-required', 'Your role opens with your passkey: use it on the page where you sign in.')
    : refuse(
        'passkey-required',
        'Your role needs a passkey, and you have none yet: sign in anew, and register one right after it.',
      );
