import { Checkbox, Input, Select } from 'antd'
import { useId } from 'react'
import { plus } from '../../src/kernel/period.js'
import { EMPLOYEE_INSURANCES } from '../../src/kernel/terms.js'
import { type Both, useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Ticks } from '../shell/ticks.js'
import { shortInsurance } from '../submission/words.js'
import type { EntryField } from './entry-fields.js'
import type { Typed } from './entry-values.js'

interface Props {
  readonly field: EntryField
  readonly value: Typed[string]
  readonly problem: Both | undefined
  readonly onChange: (value: Typed[string]) => void
}

/** 录入的一栏：label, control, what is wrong with it or how to fill it in. */
export function EntryControl({ field, value, problem, onChange }: Props) {
  const { say } = useLanguage()
  const id = useId()
  const { label, required, hint } = field
  const below = problem ?? hint
  return (
    <div className="entry-field">
      <label htmlFor={id}>
        {say(label)}
        {!required && <small> {say({ zh: '选填', en: 'optional' })}</small>}
      </label>
      <Control {...{ field, value, onChange, id }} isWrong={problem !== undefined} />
      {below && <small className={problem ? 'entry-wrong' : 'entry-hint'}>{say(below)}</small>}
    </div>
  )
}

type ControlProps = Omit<Props, 'problem'> & { readonly id: string; readonly isWrong: boolean }

function Control({ field, value, onChange, id, isWrong }: ControlProps) {
  const { say } = useLanguage()
  const { kind, choices = {}, most, required, label } = field
  const text = typeof value === 'string' ? value : ''
  if (kind === 'month') {
    const newest = plus(thisMonth(), field.ahead ?? 0)
    return (
      <MonthSelect
        label={say(label)}
        value={text}
        onChange={onChange}
        newest={newest}
        count={240}
        clearable={required !== true}
      />
    )
  }
  if (kind === 'insurances') {
    const options = EMPLOYEE_INSURANCES.map((code) => ({ value: code as string, label: say(shortInsurance(code)) }))
    return <Ticks label={say(label)} options={options} value={Array.isArray(value) ? value : []} onChange={onChange} />
  }
  if (kind === 'yes') {
    return (
      <Checkbox
        id={id}
        checked={text === 'yes'}
        onChange={({ target }) => onChange(target.checked ? 'yes' : undefined)}
      >
        {say(field.says ?? label)}
      </Checkbox>
    )
  }
  if (kind === 'several') {
    return (
      <Select
        id={id}
        mode="multiple"
        optionFilterProp="label"
        value={Array.isArray(value) ? [...value] : []}
        status={isWrong ? 'error' : ''}
        options={Object.entries(choices).map(([code, both]) => ({ value: code, label: choiceLabel(code, say(both)) }))}
        onChange={onChange}
      />
    )
  }
  if (kind === 'choice') {
    return (
      <Select
        id={id}
        allowClear={!required}
        showSearch
        optionFilterProp="label"
        value={text === '' ? null : text}
        status={isWrong ? 'error' : ''}
        options={Object.entries(choices).map(([code, both]) => ({ value: code, label: choiceLabel(code, say(both)) }))}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  }
  return (
    <Input
      id={id}
      autoComplete="off"
      spellCheck={false}
      value={text}
      maxLength={most ?? 20}
      status={isWrong ? 'error' : ''}
      placeholder={kind === 'day' ? say({ zh: '如 2026-03-25', en: 'such as 2026-03-25' }) : ''}
      inputMode={kind === 'yuan' || kind === 'percent' ? 'decimal' : 'text'}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** The ministry's code stands before its name. */
function choiceLabel(code: string, name: string): string {
  return /^\d/.test(code) ? `${code} ${name}` : name
}
