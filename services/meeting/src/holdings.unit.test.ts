import { collectionsOf } from '@skein/service-kit';
import { checkGrowthOf, checkHoldings } from '@skein/service-kit/testing';
import { meeting } from './app.ts';

checkHoldings(collectionsOf(meeting));
checkGrowthOf('meeting', collectionsOf(meeting));
