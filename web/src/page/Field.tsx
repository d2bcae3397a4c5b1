/**
 * One question of a form: label, hint, error next to it, and one box. The markup is that of
 * nhsuk-frontend. The value is always a text; what it means is the form's business.
 */
import { useId } from 'react';

export interface Choice {
  readonly value: string;
  readonly words: string;
}

export interface FieldShape {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `lines`: a list, one entry a line. `date`: typed day first. */
  readonly kind:
    'text' | 'long' | 'lines' | 'date' | 'telephone' | 'number' | 'select' | 'radios' | 'tick';
  readonly choices?: readonly Choice[];
  readonly isRequired?: boolean;
  /** Needed once another box of the same part (an address, a place) is filled in. */
  readonly isNeededInPart?: boolean;
  /** What to say where a needed field is empty: what to write, or choose. */
  readonly missing?: string;
  /** The path of the field in the input of the mutation, where it is not its name. */
  readonly path?: string;
  /** What the part is called of which this is the first box: `Name` of family and given names. */
  readonly part?: string;
}

export interface FieldProps {
  readonly shape: FieldShape;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The id by which an error summary finds a field. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name}`.replace(/[^\w-]/g, '-');
}

export function Field({ form, ...props }: FieldProps & { readonly form: string }) {
  const { shape, error } = props;
  const id = fieldId(form, shape.name);
  if (shape.kind === 'radios') return <Radios id={id} {...props} />;
  if (shape.kind === 'tick') return <Tick id={id} {...props} />;
  const described = describedBy(id, shape, error);
  return (
    <div className={groupClass(error)}>
      <label className="nhsuk-label" htmlFor={id}>
        {shape.label}
        {shape.isRequired === true ? '' : ' (optional)'}
      </label>
      <HintAndError id={id} shape={shape} error={error} />
      <Box id={id} describedBy={described} {...props} />
    </div>
  );
}

function Box({ id, describedBy: described, shape, value, error, onChange }: BoxProps) {
  const common = {
    id,
    name: shape.name,
    value,
    'aria-describedby': described,
    'aria-invalid': error !== undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  const wrong = error === undefined ? '' : ' nhsuk-input--error';
  switch (shape.kind) {
    case 'long':
    case 'lines':
      return (
        <textarea
          className={`nhsuk-textarea${wrong}`}
          rows={shape.kind === 'long' ? 3 : 4}
          {...common}
        />
      );
    case 'select':
      return (
        <select className={`nhsuk-select${wrong}`} {...common}>
          <option value="">Nothing chosen</option>
          {(shape.choices ?? []).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.words}
            </option>
          ))}
        </select>
      );
    case 'text':
    case 'date':
    case 'number':
    case 'telephone':
    case 'radios':
    case 'tick':
      return (
        <input
          className={`nhsuk-input${wrong}`}
          type={shape.kind === 'telephone' ? 'tel' : 'text'}
          inputMode={shape.kind === 'number' ? 'numeric' : undefined}
          autoComplete="off"
          {...common}
        />
      );
  }
}

type BoxProps = FieldProps & { readonly id: string; readonly describedBy: string | undefined };

function Radios({ id, shape, value, error, onChange }: FieldProps & { readonly id: string }) {
  const group = useId();
  return (
    <div className={groupClass(error)}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy(id, shape, error)}>
        <legend className="nhsuk-fieldset__legend">{shape.label}</legend>
        <HintAndError id={id} shape={shape} error={error} />
        <div className="nhsuk-radios">
          {(shape.choices ?? []).map((choice, index) => {
            const choiceId = index === 0 ? id : `${id}-${index}`;
            return (
              <div className="nhsuk-radios__item" key={choice.value}>
                <input
                  className="nhsuk-radios__input"
                  type="radio"
                  id={choiceId}
                  name={group}
                  checked={value === choice.value}
                  onChange={() => onChange(choice.value)}
                />
                <label className="nhsuk-label nhsuk-radios__label" htmlFor={choiceId}>
                  {choice.words}
                </label>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

function Tick({ id, shape, value, error, onChange }: FieldProps & { readonly id: string }) {
  return (
    <div className={groupClass(error)}>
      <HintAndError id={id} shape={shape} error={error} />
      <div className="nhsuk-checkboxes__item">
        <input
          className="nhsuk-checkboxes__input"
          type="checkbox"
          id={id}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.target.checked ? 'yes' : '')}
        />
        <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
          {shape.label}
        </label>
      </div>
    </div>
  );
}

function HintAndError({
  id,
  shape,
  error,
}: {
  id: string;
  shape: FieldShape;
  error: string | undefined;
}) {
  const hint = shape.hint ?? (shape.kind === 'date' ? 'For example 3 11 2026' : undefined);
  return (
    <>
      {hint === undefined ? null : (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <span className="nhsuk-error-message" id={`${id}-error`}>
          <span className="nhsuk-u-visually-hidden">Error: </span>
          {error}
        </span>
      )}
    </>
  );
}

function describedBy(id: string, shape: FieldShape, error: string | undefined): string | undefined {
  const ids = [
    ...(shape.hint !== undefined || shape.kind === 'date' ? [`${id}-hint`] : []),
    ...(error === undefined ? [] : [`${id}-error`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

function groupClass(error: string | undefined): string {
  return `nhsuk-form-group${error === undefined ? '' : ' nhsuk-form-group--error'}`;
}
