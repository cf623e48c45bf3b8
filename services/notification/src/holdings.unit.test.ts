import { collectionsOf } from '@skein/service-kit';
import { checkGrowthOf, checkHoldings } from '@skein/service-kit/testing';
import { notification } from './app.ts';

checkHoldings(collectionsOf(notification));
checkGrowthOf('notification', collectionsOf(notification));
