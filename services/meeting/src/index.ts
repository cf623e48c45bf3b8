export { meeting } from './app.ts';
