import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchBrowser } from '@skein/local-runtime';

/** A page with nothing on it, at an address of its own under localhost. */
export const startPage = async (): Promise<{ readonly url: string; readonly server: Server }> => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Page</title>');
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server };
};

/** A real browser, in which people have authenticators of their own. */
export const startBrowser = async () => {
  const browser = await launchBrowser();

  /** A browser window of one person's, with an authenticator that says yes as soon as it is asked. */
  const authenticator = async (pageUrl: string) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pageUrl);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const run = (script: string) => page.evaluate(script) as Promise<never>;
    return {
      goto: (url: string) => page.goto(url),
      create: (options: unknown) =>
        run(
          `navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(${JSON.stringify(options)}) }).then((made) => made.toJSON())`,
        ),
      get: (options: unknown) =>
        run(
          `navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(${JSON.stringify(options)}) }).then((used) => used.toJSON())`,
        ),
      /** Puts the authenticator back to what it held before `work`, as a copy of it made then would be. */
      asCopiedBefore: async (work: () => Promise<unknown>) => {
        const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
        await work();
        await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
        for (const credential of credentials) {
          await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
        }
      },
      setVerifies: (isUserVerified: boolean) =>
        devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    };
  };
  return { authenticator, close: () => browser.close() };
};
export type Authenticator = Awaited<ReturnType<Awaited<ReturnType<typeof startBrowser>>['authenticator']>>;
