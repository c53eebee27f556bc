/** 'GET /profiles' → body; a function gets the chosen page. `canned`: an answer with another status than 200. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Canned {
  readonly status: number;
  readonly body: unknown;
}

export const canned = (status: number, body: unknown): Canned => ({ status, body });
export const isCanned = (value: unknown): value is Canned =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value;
