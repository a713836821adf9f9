import { Checkbox, Input, Select } from 'antd'
import {
  CHECK_METHODS,
  type CheckMethod,
  type IdentityPaper,
  PAPER_KINDS,
  type PaperKind,
} from '../../src/access/activation-contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import { REAL_NAME } from './words.js'

export type TypedPaper = Partial<IdentityPaper>

/** What is typed so far, or the paper once all of it is there. */
export function paperOf({ kind, number = '', validUntil, hasNoEnd, method }: TypedPaper): IdentityPaper | undefined {
  const isDated = hasNoEnd === true || /^\d{4}-\d{2}-\d{2}$/.test(validUntil ?? '')
  if (kind === undefined || method === undefined || number.trim() === '' || !isDated) return undefined
  const until = hasNoEnd === true || validUntil === undefined ? { hasNoEnd: true } : { validUntil }
  return { kind, number: number.trim(), method, ...until }
}

interface Props {
  readonly paper: TypedPaper
  readonly onChange: (paper: TypedPaper) => void
}

/** 核验所凭的证件。Nothing is chosen beforehand: whoever checks says what was checked. */
export function PaperFields({ paper, onChange }: Props) {
  const { say } = useLanguage()
  return (
    <>
      <Choice<PaperKind>
        id="paper-kind"
        label={REAL_NAME.kind}
        table={PAPER_KINDS}
        value={paper.kind}
        onChange={(kind) => onChange({ ...paper, kind })}
      />
      <div className="entry-field">
        <label htmlFor="paper-number">{say(REAL_NAME.number)}</label>
        <Input
          id="paper-number"
          autoComplete="off"
          maxLength={32}
          value={paper.number ?? ''}
          onChange={({ target }) => onChange({ ...paper, number: target.value })}
        />
      </div>
      <div className="entry-field">
        <label htmlFor="paper-until">{say(REAL_NAME.validUntil)}</label>
        <Input
          id="paper-until"
          type="date"
          disabled={paper.hasNoEnd === true}
          value={paper.hasNoEnd === true ? '' : (paper.validUntil ?? '')}
          onChange={({ target }) => onChange({ ...paper, validUntil: target.value })}
        />
        <Checkbox
          checked={paper.hasNoEnd === true}
          onChange={({ target }) => onChange({ ...paper, hasNoEnd: target.checked })}
        >
          {say(REAL_NAME.noEnd)}
        </Checkbox>
      </div>
      <Choice<CheckMethod>
        id="paper-method"
        label={REAL_NAME.method}
        table={CHECK_METHODS}
        value={paper.method}
        onChange={(method) => onChange({ ...paper, method })}
      />
    </>
  )
}

interface ChoiceProps<K extends string> {
  readonly id: string
  readonly label: Both
  readonly table: Readonly<Record<K, Both>>
  readonly value: K | undefined
  readonly onChange: (value: K) => void
}

export function Choice<K extends string>({ id, label, table, value, onChange }: ChoiceProps<K>) {
  const { say } = useLanguage()
  const options = (Object.keys(table) as K[]).map((key) => ({ value: key, label: say(table[key]) }))
  return (
    <div className="entry-field">
      <label htmlFor={id}>{say(label)}</label>
      <Select<K> id={id} options={options} onChange={onChange} {...(value === undefined ? {} : { value })} />
    </div>
  )
}
