import { collectionsOf } from '@skein/service-kit';
import { checkGrowthOf, checkHoldings } from '@skein/service-kit/testing';
import { survey } from './app.ts';

checkHoldings(collectionsOf(survey));
checkGrowthOf('survey', collectionsOf(survey));
