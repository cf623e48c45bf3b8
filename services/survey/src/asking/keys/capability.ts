import type { Capability } from '@skein/service-kit';
import { surveyKeysCollection } from './store.ts';

/** What a survey keeps secret while it is open. */
export const keys: Capability = { name: 'keys', collections: [surveyKeysCollection] };
