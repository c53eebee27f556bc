/**
 * The guides of `docs/for-admins` and `docs/for-people` as plain pages, so that whoever needs one can open it where they are.
 * Owns: which there are, and their HTML. Does not own: their texts (`docs/`), addresses (`doors/guides.ts`).
 */
export { readGuideStyle, readGuides } from './read-guides.ts';
