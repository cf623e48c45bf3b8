import { useVisit } from '../session/store.ts';
import { MemberHome } from './MemberHome.tsx';
import { VisitorHome } from './VisitorHome.tsx';

/** The first page: what waits for who is signed in, what this is for who is not. */
export const Home = () => (useVisit().kind === 'member' ? <MemberHome /> : <VisitorHome />);
