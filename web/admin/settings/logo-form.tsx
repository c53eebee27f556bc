import { useEffect, useState } from 'react';
import { useChange } from '../api/index.ts';
import { useTexts } from '../language/index.ts';
import { useHasRole } from '../session/index.ts';
import {
  Button,
  FileDrop,
  Panel,
  RefusalNotice,
  toast,
  useFieldErrors,
  type Versioned,
} from '../ui/index.ts';
import type { BrandingValue } from './answers.ts';

const toBase64 = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};

/** The logo of the pages of people: shown as it is now, taken away, or another one chosen. */
export const LogoForm = (props: { readonly stored: Versioned<BrandingValue> }) => {
  const { t } = useTexts('settings');
  const mayEdit = useHasRole('Recovery Administrator');
  const [file, setFile] = useState<File | null>(null);
  const change = useChange(['/settings']);
  const wrong = useFieldErrors(change.refusal, {
    otherKind: t('looks.wrong.otherKind'),
    tooLarge: t('looks.wrong.tooLarge'),
    tooManyPixels: t('looks.wrong.tooManyPixels'),
    broken: t('looks.wrong.broken'),
  });
  const { version, value } = props.stored;
  const send = async (picture: string | null) => {
    const answer = await change.send({
      method: 'PUT',
      path: '/settings/logo',
      body: { picture },
      ifMatch: `"${version}"`,
    });
    if (answer?.kind !== 'done') return;
    setFile(null);
    toast(t('saved'));
  };
  const problem = wrong('picture');
  return (
    <Panel title={t('looks.logoTitle')} sentence={t('looks.logoSentence')}>
      {value.logo === null ? (
        <p className="quiet">{t('looks.logoNone')}</p>
      ) : (
        <img
          className="logo-now"
          src={`/api/organisation/logo/${value.logo.digest}`}
          width={value.logo.width}
          height={value.logo.height}
          alt={t('looks.logoNow')}
        />
      )}
      {mayEdit ? (
        <>
          <FileDrop
            label={t('looks.logoFile')}
            hint={t('looks.logoHint')}
            endings={['.png', '.jpg', '.jpeg']}
            maxBytes={1_000_000}
            file={file}
            onFile={(chosen) => {
              change.forget();
              setFile(chosen);
            }}
          />
          {file === null ? null : <ChosenPicture file={file} />}
          {problem === undefined ? (
            <RefusalNotice refusal={change.refusal} />
          ) : (
            <p className="field-error" role="alert">
              {problem}
            </p>
          )}
          <div className="row">
            {file === null ? null : (
              <Button
                kind="primary"
                busy={change.busy}
                onPress={() => void toBase64(file).then((picture) => send(picture))}
              >
                {t('looks.logoSave')}
              </Button>
            )}
            {value.logo === null ? null : (
              <Button kind="quiet" busy={change.busy} onPress={() => void send(null)}>
                {t('looks.logoRemove')}
              </Button>
            )}
          </div>
        </>
      ) : null}
    </Panel>
  );
};

const ChosenPicture = (props: { readonly file: File }) => {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(props.file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [props.file]);
  return address === null ? null : <img className="logo-now" src={address} alt={props.file.name} />;
};
