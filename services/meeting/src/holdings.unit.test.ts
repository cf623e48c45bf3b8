import { checkHoldings } from '@skein/service-kit/testing';
import { meeting } from './app.ts';

checkHoldings(meeting.collections);
