import { Select } from 'antd'
import type { EmployerPaymentsAnswer } from '../../src/query/employer-contract.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'

interface Props {
  readonly of: Pick<EmployerPaymentsAnswer, 'employer' | 'predecessors'> | undefined
  readonly value: string | undefined
  readonly onChange: (creditCode: string | undefined) => void
}

const WORDS = {
  label: { zh: '看哪个单位的账', en: 'Whose payments' },
  own: { zh: '本单位', en: 'This employer' },
  before: { zh: '{name}（被承继，{month} 之前）', en: '{name} (succeeded; before {month})' },
} as const

/** 被承继的单位：for a successor only; one without predecessors sees nothing of it. */
export function PredecessorChoice({ of, value, onChange }: Props) {
  const { say, language } = useLanguage()
  const predecessors = of?.predecessors ?? []
  if (predecessors.length === 0) return null
  const options = [
    { value: '', label: say(WORDS.own) },
    ...predecessors.map(({ name, creditCode, until }) => ({
      value: creditCode,
      label: say(WORDS.before, { name, month: monthText(until, language) }),
    })),
  ]
  return (
    <Select
      className="predecessor-choice"
      aria-label={say(WORDS.label)}
      popupMatchSelectWidth={false}
      value={value ?? ''}
      options={options}
      onChange={(code) => onChange(code === '' ? undefined : code)}
    />
  )
}
