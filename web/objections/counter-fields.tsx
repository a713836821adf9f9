import type { PaperView } from '../../src/archive/contract.js'
import { COUNTER_AS } from '../../src/objections/contract.js'
import { useLanguage } from '../shell/language.js'
import { Choose } from './choose.js'
import { ProofField } from './proof-field.js'
import { OBJECTION } from './words.js'

/** 窗口所填：who came, as whom, and the signed form. */
export interface Came {
  readonly raisedAs: keyof typeof COUNTER_AS
  readonly came: string
  readonly creditCode: string
  readonly form: PaperView | undefined
}

export const CAME: Came = { raisedAs: 'self', came: '', creditCode: '', form: undefined }

export function isComplete({ raisedAs, came, creditCode, form }: Came): boolean {
  const isNamed = raisedAs === 'self' || (came.trim().length >= 2 && form !== undefined)
  return isNamed && (raisedAs !== 'employer' || creditCode.trim().length === 18)
}

/** As it is sent: what was not asked for is left out. */
export function cameBody({ raisedAs, came, creditCode, form }: Came): object {
  return {
    raisedAs,
    ...(raisedAs === 'self' || came.trim() === '' ? {} : { came: came.trim() }),
    ...(raisedAs === 'employer' ? { creditCode: creditCode.trim() } : {}),
    ...(form === undefined ? {} : { form: form.documentId }),
  }
}

/** 窗口代录的几栏。 */
export function CounterFields({
  papers,
  value,
  onChange,
}: {
  readonly papers: string
  readonly value: Came
  readonly onChange: (value: Came) => void
}) {
  const { say } = useLanguage()
  const { raisedAs, came, creditCode, form } = value
  return (
    <>
      <Choose
        label={say(OBJECTION.cameAs)}
        of={COUNTER_AS}
        value={raisedAs}
        onChange={(next) => onChange({ ...value, raisedAs: next })}
      />
      {raisedAs !== 'self' && (
        <label className="objection-field">
          <span>{say(OBJECTION.came)}</span>
          <input maxLength={100} value={came} onChange={({ target }) => onChange({ ...value, came: target.value })} />
        </label>
      )}
      {raisedAs === 'employer' && (
        <label className="objection-field">
          <span>{say(OBJECTION.creditCode)}</span>
          <input
            maxLength={18}
            value={creditCode}
            onChange={({ target }) => onChange({ ...value, creditCode: target.value })}
          />
        </label>
      )}
      <ProofField
        path={papers}
        label={raisedAs === 'self' ? OBJECTION.paperForm : OBJECTION.paperFormNeeded}
        paper={form}
        onPaper={(paper) => onChange({ ...value, form: paper })}
      />
    </>
  )
}
