export { type Chromium, findChromium } from './browser/chromium.ts';
export { launchBrowser } from './browser/launch.ts';
export { findMongod } from './find/mongod.ts';
export { findNatsServer } from './find/nats-server.ts';
export type { ServerSource } from './find/server.ts';
export { type FindOptions, NotToBeHadError, type Report } from './find/ways.ts';
export { compileCache, defaultBinDir, defaultDataDir } from './folders.ts';
export { freePort } from './free-port.ts';
export type { ExitStatus } from './processes/child.ts';
export { type Hold, holdDataDir } from './processes/hold.ts';
export {
  httpProbe,
  type ProcessHandle,
  type ProcessOptions,
  startProcess,
} from './processes/process.ts';
export { hasRoom } from './processes/room.ts';
export { stopAll, type Tier } from './processes/running.ts';
export { type Supervised, type Supervision, supervise } from './processes/supervise.ts';
export { startContainers } from './servers/containers.ts';
export { dataFolder } from './servers/data-folder.ts';
export type { ServerHandle, ServerOptions } from './servers/handle.ts';
export { startMongo } from './servers/mongo.ts';
export { type NatsOptions, startNats } from './servers/nats.ts';
export {
  type Servers,
  type ServersOptions,
  startServers,
} from './servers/servers.ts';
