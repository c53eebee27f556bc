import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

/** Views of one thing. Arrow keys move between them; only the chosen one is in the page. */
export const TabSet = <Id extends string>(props: {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly title: ReactNode; readonly content: ReactNode }[];
  readonly selected?: Id;
  readonly onSelect?: (id: Id) => void;
}) => (
  <Tabs
    className="tabs"
    {...(props.selected === undefined ? {} : { selectedKey: props.selected })}
    onSelectionChange={(key) => {
      const tab = props.tabs.find(({ id }) => id === key);
      if (tab !== undefined) props.onSelect?.(tab.id);
    }}
  >
    <TabList aria-label={props.label} className="tab-list">
      {props.tabs.map(({ id, title }) => (
        <Tab key={id} id={id} className="tab">
          {title}
        </Tab>
      ))}
    </TabList>
    {props.tabs.map(({ id, content }) => (
      <TabPanel key={id} id={id} className="tab-panel">
        {content}
      </TabPanel>
    ))}
  </Tabs>
);
