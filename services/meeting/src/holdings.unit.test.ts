import { collectionsOf } from '@skein/service-kit';
import { checkHoldings } from '@skein/service-kit/testing';
import { meeting } from './app.ts';

checkHoldings(collectionsOf(meeting));
