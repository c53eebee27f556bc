import { type MatchTried, tryMatch } from '../../../recovery/journey/index.ts';
import {
  type ChoiceExplained,
  explainChoice,
  inOrderTried,
  type Overlap,
  overlaps,
  type ProductionGate,
  type Profile,
} from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem, type FieldProblem, toFieldProblem } from '../admin-problem.ts';
import { assessGate } from '../assess-gate.ts';
import { countPeople } from '../count-people.ts';
import { listFaceChecks } from '../face-checks/index.ts';
import { type EditOutcome, foresee } from './edit-profile.ts';
import { findProfile } from './find-profile.ts';
import { applyDraft, judgeProfile, type ProfileDraft } from './judge-profile.ts';
import { readProfileVersion } from './read-profile-version.ts';

/** What the last page of the wizard says before anything is saved. */
export interface ProfileReview {
  readonly problems: readonly FieldProblem[];
  /** Null while there are problems. */
  readonly gate: ProductionGate | null;
  readonly overlaps: readonly Overlap[];
  readonly outcome: EditOutcome | null;
}

/** Questions about profiles; they change nothing. */
export function questionActs(acting: Acting) {
  const { policy, builtInDirectory } = acting.installation;
  return {
    listFaceChecks: () => listFaceChecks(acting),
    countProfilePeople: (question: { includeGroups: Profile['includeGroups']; before?: string }) =>
      countPeople(acting, question),
    tryProfileMatch: async (question: Parameters<typeof tryMatch>[0]): Promise<MatchTried> =>
      tryMatch(question),

    reviewProfile: async ({ id, draft }: { id?: string; draft: ProfileDraft }): Promise<ProfileReview> => {
      const profiles = await policy.readProfiles();
      const before = id === undefined ? null : await findProfile(acting, id);
      const fresh = { id: 'new', version: 1, mode: 'evaluation', priority: profiles.length } as const;
      const parsed = await judgeProfile(acting, applyDraft(acting, draft, before ?? fresh));
      if (parsed.kind === 'invalid')
        return { problems: parsed.problems.map(toFieldProblem), gate: null, overlaps: [], outcome: null };
      const next = parsed.value;
      const others = profiles.filter((each) => each.id !== next.id);
      const organisation = (await policy.readOrganisation())!;
      const concerned = overlaps(inOrderTried([...others, next], organisation)).filter(
        ({ firstId, laterId }) => firstId === next.id || laterId === next.id,
      );
      return {
        problems: [],
        gate: await assessGate(acting, { ...next, mode: 'production' }),
        overlaps: concerned,
        outcome: before === null ? { kind: 'stays' } : await foresee(acting, before, next),
      };
    },

    /** Which profile applies to this person, and why. Account name or confirmed mail. */
    explainProfileChoice: async ({
      identifier,
    }: {
      identifier: string;
    }): Promise<ChoiceExplained & { readonly accountId: string }> => {
      const account = await builtInDirectory.accounts.find(identifier);
      if (account === null)
        throw new AdminProblem('There is no such account, or more than one', { code: 'notFound' });
      const profiles = await policy.readProfiles();
      const organisation = (await policy.readOrganisation())!;
      return { accountId: account.id, ...explainChoice({ profiles, organisation, account }) };
    },

    showProfileHistory: async ({ id, limit, before }: { id: string; limit: number; before?: number }) => {
      const versions = await policy.readHistory({
        subject: `profile:${id}`,
        limit,
        ...(before !== undefined && { before }),
      });
      if (versions.length === 0 && before === undefined)
        throw new AdminProblem(`There is no profile ${id}`, { code: 'notFound' });
      return versions.map(({ content, ...about }) => ({ ...about, content: readProfileVersion(content) }));
    },
  };
}
