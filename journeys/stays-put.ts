import type { LockedOutPerson } from './locked-out-person.ts';
import type { Stage } from './stage.ts';

/** A reload shows the page again, and so does a second tab at `path`. */
export async function staysPut(
  stage: Stage,
  person: LockedOutPerson,
  page: { readonly heading: string; readonly path?: string },
): Promise<void> {
  await person.page.reload();
  await person.sees(page.heading);
  const tab = await stage.openTab(person);
  await tab.page.goto(`${stage.house().origin}${page.path ?? '/recover'}`);
  await tab.sees(page.heading);
  await tab.page.close();
}
