import { serveGallery } from './gallery-server.ts';

const server = await serveGallery(5180);
server.printUrls();
