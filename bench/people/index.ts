/** Made-up people, as many as one likes, with planted faults; and how fast the portal finds its way among them. */
export { type MadeUpPerson, makePeople, type PlantedFault } from './make-people.ts';
export { askPeople, measurePeople } from './measure-people.ts';
export { measureReadiness, scanPeople } from './measure-readiness.ts';
export { onBothEngines } from './on-both-engines.ts';
export { plantedRules } from './planted-rules.ts';
