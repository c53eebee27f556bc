/** Made-up people, as many as one likes, with planted faults; and how fast the portal finds its way among them. */
export { measurePeople } from './measure-people.ts';
export { measureReadiness } from './measure-readiness.ts';
