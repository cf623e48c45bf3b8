import { msg } from '@lingui/core/macro';

/** The pages about oneself, by the names that they are sought by. */
export const myPages = [
  { to: '/me', label: msg`Profile` },
  { to: '/me/as-seen', label: msg`As others see me` },
  { to: '/me/communities', label: msg`My communities and roles` },
  { to: '/me/work', label: msg`My steps and tensions` },
  { to: '/me/journal', label: msg`My learning journal` },
  { to: '/me/agreements', label: msg`What I agreed to` },
  { to: '/me/requests', label: msg`What I asked for` },
  { to: '/me/devices', label: msg`Signing in` },
  { to: '/me/data', label: msg`What is held about me` },
  { to: '/me/leaving', label: msg`Leave, or be forgotten` },
] as const;
