/**
 * One section of the plan as a form: its questions, one button, what became of the last press, and,
 * where somebody else changed the same, the choice between the two.
 */
import { useState, type SubmitEvent, type ReactNode } from 'react';
import { hasMovedOn } from '../graph/command';
import type { MutationName } from '../graph/mutations';
import { ErrorSummary, errorOf, type FormError } from '../page/ErrorSummary';
import { Field, type FieldShape } from '../page/Field';
import { refusalWords } from '../page/refusalWords';
import { SavingLine } from '../page/SavingLine';
import { useCommand, type SavingState } from '../page/useCommand';
import { ConflictChoice } from './ConflictChoice';
import { conflictWords } from './conflictWords';
import type { FormInput, Values } from './formInput';
import { fieldNamed, fieldsUnder } from './formInput';
import { useForm } from './useForm';
import type { PlanDesk } from './planDesk';

export interface SectionFormProps {
  readonly desk: PlanDesk;
  readonly form: string;
  readonly mutation: MutationName;
  readonly fields: readonly FieldShape[] | ((values: Values) => readonly FieldShape[]);
  readonly saved: Values;
  readonly button: string;
  readonly inputOf: (fields: readonly FieldShape[], values: Values, saved: Values) => FormInput;
  /** True where the mutation names the revision that the author saw. */
  readonly isBasedOn: boolean;
  /** What every input of this form carries beside its answers: which contact, which decision. */
  readonly about?: Readonly<Record<string, unknown>>;
  /** After it was saved and is shown. */
  readonly onSaved?: () => void;
  /** Beside the questions: a way to add another row. */
  readonly more?: (values: Values, set: (name: string, value: string) => void) => ReactNode;
}

export function SectionForm(props: SectionFormProps) {
  const { desk, form: formName, mutation, saved, button, inputOf, isBasedOn, about, more } = props;
  const form = useForm(formName, saved, desk.revision);
  const { state, run, clear } = useCommand(mutation);
  const [wrong, setWrong] = useState(noErrors);
  const fields = typeof props.fields === 'function' ? props.fields(form.values) : props.fields;

  const save = async (values: Values, basedOn: string): Promise<void> => {
    const { input, errors, isUnchanged } = inputOf(fields, values, saved);
    clear();
    setWrong(errors);
    if (errors.length > 0) return;
    if (isUnchanged === true) {
      setWrong([{ field: undefined, message: 'Nothing was changed, so there is nothing to save' }]);
      return;
    }
    const { personId } = desk;
    const outcome = await run({
      ...(personId === undefined ? {} : { personId }),
      ...(isBasedOn ? { basedOn } : {}),
      ...about,
      ...input,
    });
    if (outcome?.kind === 'saved') {
      await desk.onSaved(outcome);
      form.settle(values);
      if (props.onSaved !== undefined) {
        clear();
        props.onSaved();
      }
    }
    if (hasMovedOn(outcome)) {
      const revision = await desk.readRevision();
      if (revision !== undefined) form.rebase(revision);
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void save(form.values, form.basedOn);
  };
  const choose = (mine: readonly string[], conflicted: readonly string[]): void => {
    const given = conflicted.filter((field) => !mine.includes(field));
    const dropped = given.flatMap((root) => fieldsUnder(fields, root));
    const values = { ...form.values };
    for (const name of dropped) values[name] = saved[name] ?? '';
    form.drop(dropped);
    clear();
    if (fields.some(({ name }) => (values[name] ?? '') !== (saved[name] ?? ''))) {
      void save(values, form.basedOn);
    }
  };

  const errors = state.kind === 'done' ? refusalOf(state, fields) : wrong;
  const conflict =
    state.kind === 'done' && state.outcome.kind === 'conflict' ? state.outcome : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary form={formName} errors={errors} />
      {conflict === undefined ? null : (
        <ConflictChoice
          fields={conflict.fields}
          labelOf={(field) => labelOf(fields, field)}
          wordsOf={(field, value) => conflictWords(value, soleField(fields, field))}
          onChosen={(mine) =>
            choose(
              mine,
              conflict.fields.map(({ field }) => field),
            )
          }
        />
      )}
      {fields.map((shape) => (
        <Field
          key={shape.name}
          form={formName}
          shape={shape}
          value={form.values[shape.name] ?? ''}
          error={errorOf(errors, shape.name)}
          onChange={(value) => form.set(shape.name, value)}
        />
      ))}
      {more?.(form.values, form.set)}
      <button type="submit" className="nhsuk-button" aria-disabled={state.kind === 'saving'}>
        {button}
      </button>
      {form.hasEdits && state.kind !== 'saving' ? (
        <p className="sub">
          Not saved yet.{' '}
          <button
            type="button"
            className="as-link"
            onClick={() => {
              form.drop(Object.keys(form.values));
              setWrong(noErrors);
              clear();
            }}
          >
            Take back what you typed
          </button>
        </p>
      ) : null}
      <SavingLine state={state} />
    </form>
  );
}

const noErrors: readonly FormError[] = [];

/** The refusal of the last press, at the field it names. */
function refusalOf(state: SavingState, fields: readonly FieldShape[]): readonly FormError[] {
  if (state.kind !== 'done' || state.outcome.kind !== 'refused') return noErrors;
  const { field: path, message, code } = state.outcome;
  const name = fieldNamed(fields, path);
  const label = fields.find((field) => field.name === name)?.label;
  const asksToSignIn = code === 'SIGN_IN_AGAIN';
  return [{ field: name, message: refusalWords(message, path, label), asksToSignIn }];
}

function labelOf(fields: readonly FieldShape[], field: string): string {
  const [first] = fieldsUnder(fields, field);
  const shape = fields.find(({ name }) => name === first);
  return shape?.part ?? shape?.label ?? field;
}

/** The one box that asks for a field of the input; undefined where the field has several. */
function soleField(fields: readonly FieldShape[], field: string): FieldShape | undefined {
  const names = fieldsUnder(fields, field);
  return names.length === 1 ? fields.find(({ name }) => name === names[0]) : undefined;
}
