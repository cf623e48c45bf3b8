export * from './audit.ts';
export * from './communities.ts';
export * from './consent.ts';
export * from './events.ts';
export * from './joining.ts';
export * from './passkeys.ts';
export * from './people.ts';
export * from './sessions.ts';
