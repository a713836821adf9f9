import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { RecordAnswer } from '../../src/query/contract.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { RECORD } from './words.js'

export interface AsOf {
  readonly through?: string
  readonly knownAt?: number
}

interface Props {
  readonly answer: RecordAnswer
  readonly asOf: AsOf
  readonly onChange: (asOf: AsOf) => void
}

/** 截至哪个月，当时的记录。 */
export function AsOfBar({ answer, asOf, onChange }: Props) {
  const { say, language } = useLanguage()
  const [open, setOpen] = useState(false)
  const { through, latest, knownAt } = answer.asOf
  const isNow = asOf.through === undefined && asOf.knownAt === undefined
  return (
    <div className="as-of no-print-tools">
      <div className="as-of-line">
        <span>{say(RECORD.asOf, { month: monthText(through, language) })}</span>
        <Button type="link" size="small" className="no-print" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(RECORD.changeAsOf)}
        </Button>
        {!isNow && (
          <Button type="link" size="small" onClick={() => onChange({})}>
            {say(RECORD.backToNow)}
          </Button>
        )}
      </div>
      {!latest && (
        <p className="as-of-earlier" role="status">
          {say(RECORD.earlier, { size: knownAt })}
        </p>
      )}
      {open && <AsOfForm answer={answer} asOf={asOf} onChange={onChange} />}
    </div>
  )
}

function AsOfForm({ answer, asOf, onChange }: Props) {
  const { say, language } = useLanguage()
  const [through, setThrough] = useState(answer.asOf.through)
  const [knownAt, setKnownAt] = useState<number | null>(asOf.knownAt ?? null)
  const year = through.slice(0, 4)
  const lastYear = Number(answer.asOf.today.slice(0, 4))
  const years = Array.from({ length: lastYear - 1991 }, (_, i) => String(lastYear - i))
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
  return (
    <form
      className="as-of-form card"
      onSubmit={(event) => {
        event.preventDefault()
        onChange({ through, ...(knownAt === null ? {} : { knownAt }) })
      }}
    >
      <fieldset>
        <legend>{say(RECORD.throughMonth)}</legend>
        <Select
          aria-label={say(RECORD.year)}
          value={year}
          options={years.map((value) => ({ value, label: value }))}
          onChange={(value) => setThrough(`${value}-${through.slice(5)}`)}
        />
        <Select
          aria-label={say(RECORD.month)}
          value={through}
          options={months.map((value) => ({ value, label: monthText(value, language) }))}
          onChange={setThrough}
        />
      </fieldset>
      <div className="as-of-known">
        <label htmlFor="known-at">{say(RECORD.knownAt)}</label>
        <InputNumber id="known-at" min={0} precision={0} value={knownAt} onChange={setKnownAt} controls={false} />
        <small>{say(RECORD.knownAtHint)}</small>
      </div>
      <Button type="primary" htmlType="submit">
        {say(RECORD.show)}
      </Button>
    </form>
  )
}
