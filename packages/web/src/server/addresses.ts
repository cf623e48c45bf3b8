/** The addresses of the application, as the gateway matches them; a test holds them to its routes. */
export const pageAddresses = [
  '/',
  '/communities',
  '/communities/:community',
  '/imprint',
  '/join',
  '/more',
  '/privacy',
  '/sign-in',
] as const;
