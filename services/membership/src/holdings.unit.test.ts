import { collectionsOf } from '@skein/service-kit';
import { checkHoldings } from '@skein/service-kit/testing';
import { membership } from './app.ts';

checkHoldings(collectionsOf(membership));
