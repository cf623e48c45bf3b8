import { client } from './client.ts';
import { becomeMember, becomeVisitor } from './store.ts';

const back = 'skein-back';

/** An address of this origin, so that no link can lead anybody elsewhere. */
const ofOurs = (asked: string | null): string | undefined =>
  asked && /^\/(?![/\\])[^\s]{0,500}$/.test(asked) ? asked : undefined;

/** Keeps where to go on: the letter’s link opens a page that knows nothing of it. */
export const rememberWay = (asked: string | undefined): void => {
  const way = ofOurs(asked ?? null);
  if (way) localStorage.setItem(back, way);
};

/** Where to go on after signing in. */
export const wayOn = (): string => {
  const way = ofOurs(localStorage.getItem(back)) ?? '/';
  localStorage.removeItem(back);
  return way;
};

/** The token in what was pasted: a whole link, or the token alone. */
export const tokenIn = (pasted: string): string | undefined =>
  /token=([^&\s]+)/.exec(pasted)?.[1] ?? (/^[\w.-]{20,200}$/.test(pasted.trim()) ? pasted.trim() : undefined);

export const askForLink = (email: string, pass?: string) =>
  client.askForSignInLink.attempt({ body: { email, ...(pass !== undefined && { pass }) }, anonymous: true });

export const openLink = async (token: string) => {
  const answer = await client.signIn.attempt({ body: { token }, anonymous: true });
  if (answer.ok) becomeMember(answer.value);
  return answer;
};

export const signOut = async (): Promise<void> => {
  await client.signOut();
  becomeVisitor();
};
