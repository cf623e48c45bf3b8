import { checkHoldings } from '@skein/service-kit/testing';
import { membership } from './app.ts';

checkHoldings(membership.collections);
