import { useEffect, useState } from 'react';
import { request } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import { Checkbox, EditForm, Notice, Panel, TextField, type Versioned } from '../ui/index.ts';
import type { BrandingValue, ShownColours } from './answers.ts';
import { LogoForm } from './logo-form.tsx';
import { Sample } from './sample.tsx';

export const Looks = (props: { readonly stored: Versioned<BrandingValue> }) => (
  <div className="stack">
    <ColourForm stored={props.stored} />
    <LogoForm stored={props.stored} />
  </div>
);

const isColour = (typed: string) => /^#[0-9a-f]{6}$/.test(typed);

const ColourForm = (props: { readonly stored: Versioned<BrandingValue> }) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  const { version, value } = props.stored;
  return (
    <Panel title={t('looks.colourTitle')} sentence={t('looks.colourSentence')}>
      <EditForm<{ readonly colour: string | null }>
        name="settings.colour"
        stored={{ version, value: { colour: value.colour } }}
        path="/settings/colour"
        outdated={['/settings']}
        saved={t('saved')}
        isReadOnly={!mayEdit}
        describe={({ colour }) => ({ [t('looks.colour')]: colour ?? '' })}
      >
        {({ value: { colour }, change, errors }) => (
          <>
            <Checkbox
              isSelected={colour !== null}
              onChange={(own) => change({ colour: own ? '#0b5c6b' : null })}
              isDisabled={!mayEdit}
              detail={t('looks.ownHint')}
            >
              {t('looks.own')}
            </Checkbox>
            {colour === null ? null : (
              <>
                <TextField
                  label={t('looks.colour')}
                  hint={t('looks.colourHint')}
                  isCode
                  isDisabled={!mayEdit}
                  value={colour}
                  onChange={(typed) => change({ colour: typed.trim().toLowerCase() })}
                  error={errors('colour')}
                />
                {isColour(colour) ? <ColourPreview colour={colour} /> : null}
              </>
            )}
          </>
        )}
      </EditForm>
    </Panel>
  );
};

/** What follows from a colour is the server's to say; the page asks while it is typed. */
const ColourPreview = (props: { readonly colour: string }) => {
  const { t } = useTexts('settings');
  const [shown, setShown] = useState<ShownColours | null>(null);
  useEffect(() => {
    let isOld = false;
    // Not by useChange, which drops what is sent while another is out: the last colour typed is the one that counts.
    void request<ShownColours>({
      method: 'POST',
      path: '/settings/colour/preview',
      body: { colour: props.colour },
    }).then((answer) => {
      if (!isOld && answer.kind === 'done') setShown(answer.value);
    });
    return () => {
      isOld = true;
    };
  }, [props.colour]);
  if (shown === null) return null;
  return (
    <div className="stack">
      <Notice kind={shown.darkened ? 'warning' : 'success'} announce="status">
        {shown.darkened ? t('looks.darkened', { shown: shown.light.accent }) : t('looks.fine')}
      </Notice>
      <div className="columns">
        <Sample title={t('looks.light')} colours={shown.light} ground="#f4f4f0" />
        <Sample title={t('looks.dark')} colours={shown.dark} ground="#14181b" />
      </div>
    </div>
  );
};
