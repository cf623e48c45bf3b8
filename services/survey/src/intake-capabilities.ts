export { intake } from './taking/intake/capability.ts';
