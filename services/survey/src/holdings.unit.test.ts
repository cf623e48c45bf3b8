import { checkHoldings } from '@skein/service-kit/testing';
import { survey } from './app.ts';

checkHoldings(survey.collections);
