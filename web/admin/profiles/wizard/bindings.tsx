import { useTexts } from '../../language/index.ts';
import { Checkbox, ChoiceCards, Select } from '../../ui/index.ts';
import type { Attribute, Binding, Claim } from '../answers.ts';

const claimsFor: Readonly<Record<Attribute, readonly Claim[]>> = {
  names: ['names'],
  birthDate: ['birthDate'],
  employeeNumber: ['nationalId', 'documentNumber'],
};
const attributes = ['names', 'birthDate', 'employeeNumber'] as const;

/** Which attribute of the account must agree with which claim of the credential. Names always do. */
export const Bindings = (props: {
  readonly bindings: readonly Binding[];
  readonly onChange: (bindings: readonly Binding[]) => void;
}) => {
  const { t } = useTexts('profiles');
  const found = (attribute: Attribute) => props.bindings.find((each) => each.attribute === attribute);
  const put = (attribute: Attribute, changed: Partial<Binding> | null) => {
    const before = found(attribute);
    const fresh: Binding = {
      ...{ attribute, claim: claimsFor[attribute][0]!, matchConfidenceLevel: 'exact', required: true },
    };
    const next = changed === null ? [] : [{ ...(before ?? fresh), ...changed }];
    const all = attributes.flatMap((each) => (each === attribute ? next : (found(each) ?? [])));
    props.onChange(all);
  };
  const names = found('names');
  return (
    <>
      <ChoiceCards
        label={t('bindings.names')}
        hint={t('bindings.namesHint')}
        value={names?.matchConfidenceLevel ?? null}
        onChange={(matchConfidenceLevel) => put('names', { matchConfidenceLevel })}
        options={(['relaxed', 'exact'] as const).map((id) => ({
          ...{ id, label: t(`level.${id}`), detail: t(`bindings.${id}Detail`) },
        }))}
      />
      {(['birthDate', 'employeeNumber'] as const).map((attribute) => {
        const binding = found(attribute);
        return (
          <div key={attribute} className="stack stack-tight">
            <Checkbox
              isSelected={binding !== undefined}
              onChange={(isBound) => put(attribute, isBound ? {} : null)}
              detail={t(`bindings.${attribute}Hint`)}
            >
              {t(`bindings.${attribute}`)}
            </Checkbox>
            {binding === undefined ? null : (
              <>
                {claimsFor[attribute].length === 1 ? null : (
                  <Select<Claim>
                    label={t('bindings.claim')}
                    hint={t('bindings.claimHint')}
                    options={claimsFor[attribute].map((id) => ({ id, label: t(`claim.${id}`) }))}
                    value={binding.claim}
                    onChange={(claim) => put(attribute, { claim })}
                  />
                )}
                <Checkbox
                  isSelected={binding.required}
                  onChange={(required) => put(attribute, { required })}
                  detail={t('bindings.requiredHint')}
                >
                  {t('bindings.required', { attribute: t(`attribute.${attribute}`) })}
                </Checkbox>
              </>
            )}
          </div>
        );
      })}
    </>
  );
};
