/** The directory port and its words. Adapters live in `connectors/directory`. */
export * from './directory.ts';
export * from './people.ts';
