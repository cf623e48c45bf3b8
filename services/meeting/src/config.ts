import { ServiceConfig, withPublicAddress } from '@skein/service-kit';

/** What meeting reads from its environment: what every service does, with the address that its letters' links lead to. */
export const MeetingConfig = withPublicAddress(ServiceConfig);
