import type { House } from './house.ts';
import type { LockedOutPerson } from './locked-out-person.ts';

/** What an administrator does in the portal, in their own words. */
export interface AdminAtWork extends LockedOutPerson {
  /** A page of the portal by its address; waits for its heading. */
  goesTo(path: string, heading: string): Promise<void>;
  /** Waits for words on the page. */
  isTold(words: string | RegExp): Promise<void>;
  /** A card or a checkbox, by its words. */
  ticks(label: string): Promise<void>;
  /** Looks at what waits and agrees; `said` is what came of it. */
  agreesTo(request: string, said?: string): Promise<void>;
  /** Chooses from the menu of an authority, and means it. */
  switchesAuthority(name: string, action: 'Switch off' | 'Switch on'): Promise<void>;
  /** What the gate lacks, by the names of its lines, on a page that shows it. */
  seesMissing(): Promise<readonly string[]>;
}

export function atWork(person: LockedOutPerson, { origin }: Pick<House, 'origin'>): AdminAtWork {
  const { page } = person;
  const isTold = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const goesTo = async (path: string, heading: string) => {
    await page.goto(`${origin}/admin${path}`);
    await person.sees(heading);
  };
  return {
    ...person,
    goesTo,
    isTold,
    ticks: (label) => page.getByText(label, { exact: true }).first().click(),
    agreesTo: async (request, said = 'Agreed, and done.') => {
      await goesTo('/approvals', 'Approvals');
      await page.getByRole('link', { name: request }).click();
      await person.presses('Agree to it');
      await person.answers('Agree to it');
      await isTold(said);
    },
    switchesAuthority: async (name, action) => {
      await goesTo('/providers/trust-anchors', 'Trust anchors');
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: action }).click();
      await person.answers(action);
      await isTold(action === 'Switch off' ? 'Switched off.' : 'This waits for a second person');
    },
    seesMissing: async () => {
      const table = page.getByRole('grid', { name: 'Production gate' });
      await table.waitFor();
      const rows = table.getByRole('row').filter({ has: page.getByText('Missing', { exact: true }) });
      const texts = await rows.getByRole('rowheader').allInnerTexts();
      return texts.map((text) => text.split('\n')[0]!.trim());
    },
  };
}
