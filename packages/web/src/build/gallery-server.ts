import { createServer } from 'vite';
import { root } from '../server/folders.ts';
import { defined } from './defined.ts';
import { fontsIn, wholeFonts } from './fonts.ts';
import { words } from './words.ts';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Pieces</title><link rel="icon" href="data:,"></head>
<body><div id="page"></div><script type="module" src="/src/gallery/main.tsx"></script></body>
</html>`;

/** The widgets by themselves, each in its states; changes show at once. */
export const serveGallery = async (port: number) => {
  const server = await createServer({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    appType: 'custom',
    plugins: words(),
    define: defined(),
    resolve: fontsIn(wholeFonts),
    // Found at the start, or the page would load anew while somebody looks at it.
    optimizeDeps: { entries: ['src/gallery/main.tsx'] },
    server: { port },
  });
  server.middlewares.use(async (request, reply, next) => {
    if (request.url !== '/') return next();
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(await server.transformIndexHtml('/', page));
  });
  return server.listen();
};
