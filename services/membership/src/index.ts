export { membership } from './app.ts';
