export { buildGateway } from './app.ts';
export { GatewayConfig } from './config.ts';
