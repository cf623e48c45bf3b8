import { collectionsOf } from '@skein/service-kit';
import { checkHoldings } from '@skein/service-kit/testing';
import { survey } from './app.ts';

checkHoldings(collectionsOf(survey));
