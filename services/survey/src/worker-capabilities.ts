export { usedLinks } from './asking/invitations/capability.ts';
export { cellKeys } from './taking/cell-keys/capability.ts';
export { earlyChanges } from './taking/changes/capability.ts';
export { storing } from './taking/queue/capability.ts';
export { responses } from './taking/responses/capability.ts';
