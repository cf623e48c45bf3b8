import { collectionsOf } from '@skein/service-kit';
import { checkGrowthOf, checkHoldings } from '@skein/service-kit/testing';
import { membership } from './app.ts';

checkHoldings(collectionsOf(membership));
checkGrowthOf('membership', collectionsOf(membership));
