/**
 * The built-in directory as a Regain directory: the port of `recovery/directory` on top of `directory/`.
 * Owns: translating between the two, and the name keys that the directory stores without understanding them.
 * Does not own: accounts and methods (`directory/`), who is eligible, when a pass is issued (`recovery/`).
 * Called by: `server/main.ts`, the command-line tools.
 */
export { createBuiltInDirectory } from './create-built-in-directory.ts';
export { createPeople } from './create-people.ts';
export { keepPopulation } from './keep-population.ts';
export { nameKeys } from './name-keys.ts';
