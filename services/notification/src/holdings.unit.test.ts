import { collectionsOf } from '@skein/service-kit';
import { checkHoldings } from '@skein/service-kit/testing';
import { notification } from './app.ts';

checkHoldings(collectionsOf(notification));
