import { checkHoldings } from '@skein/service-kit/testing';
import { notification } from './app.ts';

checkHoldings(notification.collections);
