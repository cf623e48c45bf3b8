import { defineService } from '@skein/service-kit';
import * as capabilities from './capabilities.ts';
import { MeetingConfig } from './config.ts';

/** Meeting: series and their meetings, the work that comes out of them, and the learning cases brought to them. */
export const meeting = defineService({
  name: 'meeting',
  config: MeetingConfig,
  capabilities: Object.values(capabilities),
});
