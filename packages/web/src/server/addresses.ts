/** The addresses of the application, as the gateway matches them; a test holds them to its routes. */
export const pageAddresses = [
  '/',
  '/communities',
  '/communities/:community',
  '/imprint',
  '/join',
  '/me',
  '/me/agreements',
  '/me/data',
  '/me/devices',
  '/more',
  '/people',
  '/people/:person',
  '/privacy',
  '/search',
  '/sign-in',
  '/to-decide',
] as const;
