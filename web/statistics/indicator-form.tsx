import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Period } from '../../src/kernel/period.js'
import { plus } from '../../src/kernel/period.js'
import {
  INDICATOR_PATH,
  type IndicatorBook,
  type IndicatorCaseView,
  type IndicatorView,
} from '../../src/statistics/indicator-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { INDICATOR } from './governed-words.js'

const FIELDS = [
  ...(['name', 'nameEn', 'definition', 'definitionEn'] as const),
  ...(['period', 'periodEn', 'basis', 'owner', 'ownerEn'] as const),
] as const
type Told = Record<(typeof FIELDS)[number], string>
const BLANK = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Told
const ONLY_AGES = 'none'
const MONTHS_AHEAD = 12

/** 提出口径变更：one indicator added, changed or dropped, or the age bands; from a later month. */
export function IndicatorForm({ book }: { readonly book: IndicatorBook }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const newest = book.versions[0]!
  const next = plus((newest.since > thisMonth() ? newest.since : thisMonth()) as Period, 1)
  const [since, setSince] = useState<string>(next)
  const [reason, setReason] = useState('')
  const [ages, setAges] = useState(newest.ages.join(', '))
  const [chosen, setChosen] = useState(ONLY_AGES)
  const [told, setTold] = useState<Told>(BLANK)
  const [kind, id] = chosen.split(':') as ['none' | 'add' | 'change' | 'drop', string | undefined]
  const choose = (value: string) => {
    setChosen(value)
    const standing = newest.indicators.find((one) => `change:${one.id}` === value)
    setTold(standing === undefined ? BLANK : toldOf(standing))
  }
  const proposing = useMutation<IndicatorCaseView, Problem>({
    mutationFn: () => {
      const changes = id === undefined ? [] : [{ id, change: kind, ...(kind === 'drop' ? {} : { told: bodyOf(told) }) }]
      const bands = ages
        .split(/[,，、\s]+/)
        .filter((one) => one !== '')
        .map(Number)
      return ask(`${INDICATOR_PATH}/cases`, { method: 'POST', body: { since, reason, ages: bands, changes } })
    },
    onSuccess: () => {
      setChosen(ONLY_AGES)
      setReason('')
      void queries.invalidateQueries()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    proposing.mutate()
  }
  const named = (change: 'add' | 'change' | 'drop', one: string, name: string) => {
    const word = { add: INDICATOR.add, change: INDICATOR.alter, drop: INDICATOR.drop }[change]
    return { value: `${change}:${one}`, label: `${say(word)} · ${name}` }
  }
  const options = [
    { value: ONLY_AGES, label: say(INDICATOR.none) },
    ...newest.indicators.map((one) => named('change', one.id, say(one))),
    ...newest.indicators.map((one) => named('drop', one.id, say(one))),
    ...book.absent.map((one) => named('add', one, one)),
  ]
  return (
    <details className="no-print">
      <summary>{say(INDICATOR.propose)}</summary>
      <FormProblem error={proposing.error} />
      <form className="statistic-form" onSubmit={send}>
        <div className="statistic-field">
          {say(INDICATOR.since)}
          <MonthSelect
            label={say(INDICATOR.since)}
            value={since}
            newest={plus(next as Period, MONTHS_AHEAD - 1)}
            count={MONTHS_AHEAD}
            onChange={setSince}
          />
        </div>
        <div className="statistic-field">
          {say(INDICATOR.change)}
          <Select aria-label={say(INDICATOR.change)} value={chosen} options={options} onChange={choose} />
        </div>
        <label>
          {say(INDICATOR.ages)}
          <Input required maxLength={100} value={ages} onChange={({ target }) => setAges(target.value)} />
          <small>{say(INDICATOR.agesSays)}</small>
        </label>
        {(kind === 'add' || kind === 'change') &&
          FIELDS.map((field) => (
            <label key={field} className="statistic-half">
              {say(INDICATOR[field])}
              <Input
                required
                maxLength={200}
                value={told[field]}
                onChange={({ target }) => setTold({ ...told, [field]: target.value })}
              />
            </label>
          ))}
        <label className="statistic-wide">
          {say(INDICATOR.reason)}
          <Input
            required
            minLength={4}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={proposing.isPending}>
          {say(INDICATOR.send)}
        </Button>
      </form>
    </details>
  )
}

function toldOf({ zh, en, definition, period, basis, owner }: IndicatorView): Told {
  return {
    ...{ name: zh, nameEn: en, definition: definition.zh, definitionEn: definition.en },
    ...{ period: period?.zh ?? '', periodEn: period?.en ?? '', basis },
    ...{ owner: owner?.zh ?? '', ownerEn: owner?.en ?? '' },
  }
}

function bodyOf(told: Told) {
  return {
    ...{ zh: told.name, en: told.nameEn, basis: told.basis, owner: told.owner, ownerEn: told.ownerEn },
    definition: { zh: told.definition, en: told.definitionEn },
    period: { zh: told.period, en: told.periodEn },
  }
}
