export { everyAnswer, everyField, everyKind } from './every-kind.ts';
export { default as rfc9474 } from './rfc9474.json' with { type: 'json' };
