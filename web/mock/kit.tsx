import { type ReactNode, useState } from 'react';
import { useChange, usePages, useRead, useWork } from '../admin/api/index.ts';
import { noAnswer, type Refusal } from '../admin/api/refusal.ts';
import { Page, PageLink, useFilters, useGo, usePathParam } from '../admin/frame/index.ts';
import { useTexts } from '../admin/language/index.ts';
import {
  ActionMenu,
  ApprovalNotice,
  Badge,
  BarChart,
  Button,
  Checkbox,
  CheckboxGroup,
  ChoiceCards,
  ComboBox,
  ConfirmDialog,
  ConflictDialog,
  CopyableId,
  DataTable,
  Dialog,
  EmptyState,
  ErrorState,
  Facts,
  FileDrop,
  ModeBadge,
  Notice,
  NumberField,
  Panel,
  Progress,
  RefusalNotice,
  SearchField,
  Select,
  Skeleton,
  Switch,
  TabSet,
  TextArea,
  TextField,
  Time,
  toast,
  useDraft,
  useFieldErrors,
  WithData,
  Wizard,
  type WizardStep,
} from '../admin/ui/index.ts';

const help = <p>A sentence or two for somebody who sees this page for the first time.</p>;
const Links = () => (
  <p className="row">
    <PageLink to="/kit">Content</PageLink>
    <PageLink to="/kit/fields">Fields</PageLink>
    <PageLink to="/kit/data">Data</PageLink>
    <PageLink to="/kit/wizard">Wizard</PageLink>
    <PageLink to="/kit/states">States</PageLink>
  </p>
);

interface Row {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly tries: number;
  readonly at: number;
}

const now = Date.now();
const rows: readonly Row[] = [
  { id: '1', name: 'Mara Lindqvist', account: 'mara.lindqvist', tries: 1, at: now - 30_000 },
  { id: '2', name: 'Jörg-Friedemann von Grünewald-Österreicher', account: 'jfvgo', tries: 12, at: now - 4e6 },
  { id: '3', name: 'ليلى حدّاد', account: 'layla.haddad', tries: 1234, at: now - 3e8 },
];

const Rows = () => {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['2']));
  return (
    <DataTable
      label="People"
      items={rows}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      columns={[
        {
          id: 'name',
          title: 'Name',
          cell: ({ name, account }) => (
            <span className="named">
              <bdi>{name}</bdi>
              <bdi className="quiet">{account}</bdi>
            </span>
          ),
        },
        {
          id: 'mode',
          title: 'Mode',
          cell: ({ id }) => <ModeBadge mode={id === '1' ? 'production' : 'evaluation'} />,
        },
        { id: 'tries', title: 'Tries', isNumber: true, cell: ({ tries }) => tries },
        { id: 'at', title: 'Last', cell: ({ at }) => <Time at={at} /> },
      ]}
      actions={({ name }) => [
        { id: 'open', label: 'Open', onAction: () => toast(`${name} opened.`) },
        {
          id: 'freeze',
          label: 'Freeze account',
          isDangerous: true,
          onAction: () => toast(`${name} frozen.`),
        },
      ]}
      selection={{ selected, onChange: setSelected }}
      more={{ hasMore: true, busy: false, loadMore: () => toast('More.'), refusal: null }}
      empty={<EmptyState title="Nobody" />}
    />
  );
};

export const Kit = () => {
  const [open, setOpen] = useState<'confirm' | 'conflict' | 'plain' | null>(null);
  const close = () => setOpen(null);
  return (
    <Page
      guide="first-steps"
      title="The kit"
      sentence="Every part the portal's pages are made of, with nothing behind it."
      help={help}
      actions={
        <>
          <Button onPress={() => setOpen('conflict')}>Conflict</Button>
          <Button kind="primary" onPress={() => setOpen('confirm')}>
            Delete profile
          </Button>
        </>
      }
    >
      <Links />
      <Rows />
      <div className="columns">
        <Panel
          title="What happened"
          sentence="A panel with facts."
          actions={<Button onPress={() => setOpen('plain')}>Open</Button>}
        >
          <Facts
            facts={[
              { label: 'Case', value: <CopyableId value="K7QF-2M9D" /> },
              { label: 'State', value: <Badge tone="caution">Waits</Badge> },
              { label: 'Started', value: <Time at={now - 90_000} /> },
              {
                label: 'More',
                value: (
                  <ActionMenu
                    label="Actions"
                    actions={[{ id: 'a', label: 'Do nothing', isDisabled: true, onAction: close }]}
                  />
                ),
              },
            ]}
          />
        </Panel>
        <Panel title="How it went">
          <BarChart
            isFunnel
            title="One in three gives up before the face check"
            heads={['Step', 'People']}
            bars={[
              { id: 'a', label: 'Started', value: 1204 },
              { id: 'b', label: 'Presented', value: 811, tone: 'caution' },
              { id: 'c', label: 'Matched', value: 640, tone: 'good' },
            ]}
          />
          <BarChart
            title="Most lack a birth date"
            heads={['Finding', 'People']}
            bars={[
              { id: 'a', label: 'Birth date missing', value: 37, tone: 'bad' },
              { id: 'b', label: 'Outside the pass policy', value: 4, tone: 'neutral' },
            ]}
            note="Of 1 284 people in scope."
          />
        </Panel>
      </div>
      <TabSet
        label="Views"
        tabs={[
          { id: 'include', title: 'Include', content: <p>Everyone in these groups.</p> },
          { id: 'exclude', title: 'Exclude', content: <p>Nobody in these groups, in any profile.</p> },
        ]}
      />
      <ConfirmDialog
        title="Delete profile Berlin?"
        action="Delete profile Berlin"
        typedName="Berlin"
        isDangerous
        isOpen={open === 'confirm'}
        onClose={close}
        onConfirm={close}
      >
        <p>Recoveries that run under it end. This cannot be taken back.</p>
      </ConfirmDialog>
      <ConflictDialog
        isOpen={open === 'conflict'}
        differences={[{ label: 'Name', theirs: 'Berlin and Potsdam', yours: 'Berlin' }]}
        onTakeTheirs={close}
        onKeepMine={close}
        onClose={close}
      />
      <Dialog
        title="A dialog"
        isOpen={open === 'plain'}
        onClose={close}
        actions={<Button onPress={close}>Close</Button>}
      >
        <p>Something to read.</p>
      </Dialog>
    </Page>
  );
};

const countries = [
  { id: 'de', label: 'Germany', detail: 'Passport, identity card' },
  { id: 'pt', label: 'Portugal' },
  { id: 'se', label: 'Sweden' },
];

export const KitFields = () => {
  const [text, setText] = useState('Mara');
  const [number, setNumber] = useState(72);
  const [country, setCountry] = useState<string | null>('de');
  const [found, setFound] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>(['pt']);
  const [on, setOn] = useState(true);
  const [file, setFile] = useState<File | null>(null);
  const [filters, setFilters] = useFilters({ state: 'all' });
  return (
    <Page guide="first-steps" title="Fields" sentence="Each with its one sentence." help={help}>
      <Links />
      <div className="columns">
        <div className="stack">
          <TextField label="Name" hint="As admins see it in the table." value={text} onChange={setText} />
          <TextField
            label="Name"
            hint="As admins see it in the table."
            error="This is needed."
            value={text}
            onChange={setText}
          />
          <TextField
            label="Claim"
            hint="As the issuer names it."
            isCode
            isOptional
            placeholder="family_name"
            value=""
            onChange={setText}
          />
          <TextArea label="Description" hint="For admins." isOptional value={text} onChange={setText} />
          <NumberField label="Hold" hint="After an edit." unit="hours" value={number} onChange={setNumber} />
          <Select
            label="Country"
            hint="Of the document."
            options={countries}
            value={country}
            onChange={setCountry}
          />
          <Select
            label="State"
            hint="Whether it is over."
            options={[
              { id: 'all', label: 'All' },
              { id: 'open', label: 'Open' },
            ]}
            value={filters.state}
            onChange={(state) => setFilters({ state })}
          />
          <ComboBox
            label="Group"
            hint="Whoever is in it."
            options={countries}
            value={found}
            onChange={setFound}
          />
          <SearchField
            label="Search people"
            hint="The beginnings of words."
            value={text}
            onChange={setText}
          />
        </div>
        <div className="stack">
          <ChoiceCards
            label="Mode"
            value={country}
            onChange={setCountry}
            options={[
              { id: 'de', label: 'Evaluation', detail: 'A whole recovery that changes nothing.' },
              { id: 'pt', label: 'Production', detail: '1 284 people could get back in.' },
              { id: 'se', label: 'Neither', detail: 'Not today.', isDisabled: true },
            ]}
          />
          <CheckboxGroup
            label="Countries"
            hint="Any number."
            options={countries}
            value={chosen}
            onChange={setChosen}
          />
          <Checkbox isSelected={on} onChange={setOn} detail="Listed in the audit with your name.">
            I accept this
          </Checkbox>
          <Switch isSelected={on} onChange={setOn} detail="Takes effect at once.">
            Provider is on
          </Switch>
          <FileDrop
            label="Directory file"
            hint="CSV in UTF-8, with a head line."
            endings={['.csv']}
            maxBytes={50_000_000}
            file={file}
            onFile={setFile}
          />
        </div>
      </div>
    </Page>
  );
};

interface Profile {
  readonly name: string;
  readonly mode: string;
}

const steps: readonly WizardStep<Profile>[] = [
  {
    id: 'details',
    title: 'Details',
    sentence: 'What admins call it.',
    fields: ['name'],
    problems: ({ name }): Readonly<Record<string, string>> =>
      name === '' ? { name: 'This is needed.' } : {},
    ask: ({ value, change }, wrong) => (
      <TextField
        label="Name"
        hint="As admins see it in the table."
        value={value.name}
        error={wrong('name')}
        onChange={(name) => change({ name })}
      />
    ),
    summary: ({ name }) => <p>{name}</p>,
  },
  {
    id: 'mode',
    title: 'Mode',
    fields: ['mode'],
    ask: ({ value, change }) => (
      <ChoiceCards
        label="Mode"
        value={value.mode}
        onChange={(mode) => change({ mode })}
        options={[
          { id: 'evaluation', label: 'Evaluation', detail: 'Nothing changes.' },
          { id: 'production', label: 'Production', detail: 'For real.' },
        ]}
      />
    ),
    summary: ({ mode }) => <p>{mode}</p>,
  },
];

export const KitWizard = () => {
  const { t } = useTexts('frame');
  const draft = useDraft<Profile>('kit', { name: '', mode: 'evaluation' });
  return (
    <Page guide="first-steps" title="A wizard" sentence="Two decisions and a look at them." help={help}>
      <Links />
      <Wizard
        label="New profile"
        steps={steps}
        draft={draft}
        finish={t('action.save')}
        onFinish={draft.drop}
        busy={false}
        refusal={null}
        fieldErrors={useFieldErrors(null)}
      />
    </Page>
  );
};

interface Scan {
  readonly state: string;
  readonly done: number;
  readonly total: number;
}

interface Thing {
  readonly id: string;
  readonly name: string;
}

/** How a page reads a list, watches work, and goes to a page of one thing. */
export const KitData = () => {
  const go = useGo();
  const things = usePages<Thing>('/kit/things', { limit: 2 });
  const scan = useWork<Scan>('/kit/scan', ({ state }) => state === 'running');
  return (
    <Page guide="first-steps" title="Data" sentence="A list by pages, and work that is watched." help={help}>
      <Links />
      <WithData read={scan} lines={2}>
        {({ done, total }) => <Progress label="Scan" done={done} total={total} />}
      </WithData>
      {things.refusal === null ? null : <ErrorState refusal={things.refusal} onAgain={things.again} />}
      <DataTable
        label="Things"
        items={things.items}
        idOf={({ id }) => id}
        nameOf={({ name }) => name}
        columns={[{ id: 'name', title: 'Name', cell: ({ name }) => name }]}
        actions={({ id }) => [{ id: 'open', label: 'Open', onAction: () => go(`/kit/things/${id}`) }]}
        more={things}
        empty={<EmptyState title="Nothing" />}
      />
    </Page>
  );
};

/** How a page reads one thing with its version, changes it, and meets somebody else's change. */
export const KitThing = () => {
  const path = `/kit/things/${usePathParam('thingId')}`;
  const thing = useRead<Thing>(path);
  const change = useChange(['/kit/things']);
  const [name, setName] = useState('Mine');
  const conflicts = change.refusal?.code === 'changedMeanwhile';
  const wrong = useFieldErrors(change.refusal);
  return (
    <Page
      guide="first-steps"
      help={help}
      title="A thing"
      back={<PageLink to="/kit/data">Data</PageLink>}
      sentence="Saving it meets a conflict."
    >
      <WithData read={thing}>
        {(value, { etag }) => (
          <>
            <TextField
              label="Name"
              hint="As admins see it."
              value={name}
              onChange={setName}
              error={wrong('name')}
            />
            <div>
              <Button
                kind="primary"
                busy={change.busy}
                onPress={() =>
                  void change.send({ method: 'PUT', path, body: { name }, ifMatch: etag ?? undefined })
                }
              >
                Save
              </Button>
            </div>
            <RefusalNotice refusal={conflicts ? null : change.refusal} />
            <ApprovalNotice waitsFor={change.waitsFor} />
            <ConflictDialog
              isOpen={conflicts}
              differences={[{ label: 'Name', theirs: value.name, yours: name }]}
              onTakeTheirs={() => {
                setName(value.name);
                change.forget();
              }}
              onKeepMine={change.forget}
              onClose={change.forget}
            />
          </>
        )}
      </WithData>
    </Page>
  );
};

const refusal: Refusal = { ...noAnswer('network'), requestId: 'req-1f', retryAfter: 5 };
const never = { busy: false, again: () => toast('Again.') };

const Part = (props: { readonly title: string; readonly children: ReactNode }) => (
  <Panel title={props.title}>{props.children}</Panel>
);

export const KitStates = () => (
  <Page guide="first-steps" title="States" sentence="Empty, loading, failed, waiting." help={help}>
    <Links />
    <Notice kind="info" title="Info">
      A remark.
    </Notice>
    <Notice kind="warning" title="Warning" action={<Button>Look at it</Button>}>
      Something to look at.
    </Notice>
    <Notice kind="danger" title="Danger" />
    <Notice kind="success">Done.</Notice>
    <ApprovalNotice waitsFor="1" />
    <Part title="Work">
      <Progress label="Readiness scan" done={412_000} total={1_000_000} />
      <Progress label="Import" done={12} total={null} />
    </Part>
    <Part title="Failed">
      <WithData read={{ ...never, loaded: null, refusal }}>{() => null}</WithData>
    </Part>
    <Part title="Loading">
      <Skeleton lines={3} />
    </Part>
    <p className="row">
      <Badge tone="neutral">Off</Badge>
      <Badge tone="good">Ready</Badge>
      <Badge tone="caution">Degraded</Badge>
      <Badge tone="bad">Refused</Badge>
      <ModeBadge mode="evaluation" />
      <ModeBadge mode="production" />
    </p>
    <EmptyState title="No profile yet" action={<Button kind="primary">Create a profile</Button>}>
      A profile says who may recover, with which provider, and what must match.
    </EmptyState>
  </Page>
);
