import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { INSURANCES, insuranceName } from '../../src/kernel/terms.js'
import {
  AD_HOC_PATH,
  type AdHocList,
  type AdHocView,
  DIMENSION_WORDS,
  type Dimension,
} from '../../src/statistics/ad-hoc-contract.js'
import { EXTRACT_PURPOSES } from '../../src/statistics/extract-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { AD_HOC } from './governed-words.js'

type Filter = Partial<Record<Dimension, string[]>>
type PurposeKind = keyof typeof EXTRACT_PURPOSES

interface Choice {
  readonly measure: string
  readonly month: string
  readonly dimensions: readonly Dimension[]
  readonly insurances: readonly string[]
  readonly filter: Filter
  readonly purposeKind: PurposeKind
  readonly receiver: string
  readonly purpose: string
}

/** 提出临时统计：everything is chosen; only the purpose and the receiver are typed. */
export function AdHocForm({ list, onMade }: { readonly list: AdHocList; readonly onMade: (id: string) => void }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const { measures, mostDimensions } = list.vocabulary
  const blank: Choice = {
    ...{ measure: measures[0]?.id ?? 'enrolled', month: thisMonth(), dimensions: [], insurances: [], filter: {} },
    ...{ purposeKind: 'decision', receiver: '', purpose: '' },
  }
  const [choice, setChoice] = useState<Choice>(blank)
  const set = (change: Partial<Choice>) => setChoice({ ...choice, ...change })
  const asking = useMutation<AdHocView, Problem>({
    mutationFn: () => ask(AD_HOC_PATH, { method: 'POST', body: bodyOf(choice) }),
    onSuccess: ({ id }) => {
      setChoice(blank)
      onMade(id)
      void queries.invalidateQueries()
    },
  })
  const able = measures.find(({ id }) => id === choice.measure)?.dimensions ?? []
  const send = (event: FormEvent) => {
    event.preventDefault()
    asking.mutate()
  }
  return (
    <details>
      <summary>{say(AD_HOC.ask)}</summary>
      <FormProblem error={asking.error} />
      <form className="statistic-form" onSubmit={send}>
        <Pick
          label={AD_HOC.measure}
          value={choice.measure}
          options={measures.map(({ id, zh, en }) => [id, { zh, en }])}
          onChange={(measure) => set({ measure, dimensions: [], filter: {} })}
        />
        <div className="statistic-field">
          {say(AD_HOC.month)}
          <MonthSelect label={say(AD_HOC.month)} value={choice.month} onChange={(month) => set({ month })} />
        </div>
        <Many
          label={say(AD_HOC.dimensions, { most: mostDimensions })}
          value={choice.dimensions}
          most={mostDimensions}
          options={able.map((one) => [one, DIMENSION_WORDS[one]])}
          onChange={(dimensions) => set({ dimensions: dimensions as Dimension[] })}
        />
        <Many
          label={say(AD_HOC.insurances)}
          value={choice.insurances}
          options={INSURANCES.filter((code) => /^\d{3}$/.test(code)).map((code) => [code, insuranceName(code)])}
          onChange={(insurances) => set({ insurances })}
        />
        {able.map((dimension) => (
          <Many
            key={dimension}
            label={say(AD_HOC.filter, { of: say(DIMENSION_WORDS[dimension]) })}
            value={choice.filter[dimension] ?? []}
            options={Object.entries(list.vocabulary.values[dimension])}
            onChange={(wanted) => set({ filter: { ...choice.filter, [dimension]: wanted } })}
          />
        ))}
        <Pick
          label={AD_HOC.purposeKind}
          value={choice.purposeKind}
          options={Object.entries(EXTRACT_PURPOSES)}
          onChange={(kind) => set({ purposeKind: kind as PurposeKind })}
        />
        {(['receiver', 'purpose'] as const).map((field) => (
          <label key={field} className="statistic-wide">
            {say(AD_HOC[field])}
            <Input
              required
              minLength={field === 'purpose' ? 4 : 2}
              maxLength={200}
              value={choice[field]}
              onChange={({ target }) => set({ [field]: target.value })}
            />
          </label>
        ))}
        <Button type="primary" htmlType="submit" loading={asking.isPending}>
          {say(AD_HOC.send)}
        </Button>
      </form>
    </details>
  )
}

/** What was left open is not told: nothing chosen means all of it. */
function bodyOf({ insurances, filter, ...rest }: Choice) {
  const chosen = Object.fromEntries(Object.entries(filter).filter(([, wanted]) => wanted.length > 0))
  return { ...rest, filter: chosen, ...(insurances.length === 0 ? {} : { insurances }) }
}

type Options = readonly (readonly [string, Both])[]

function Pick(props: {
  readonly label: Both
  readonly value: string
  readonly options: Options
  readonly onChange: (value: string) => void
}) {
  const { say } = useLanguage()
  return (
    <div className="statistic-field">
      {say(props.label)}
      <Select
        aria-label={say(props.label)}
        value={props.value}
        options={props.options.map(([value, words]) => ({ value, label: say(words) }))}
        onChange={props.onChange}
      />
    </div>
  )
}

function Many(props: {
  readonly label: string
  readonly value: readonly string[]
  readonly options: Options
  readonly most?: number
  readonly onChange: (value: string[]) => void
}) {
  const { say } = useLanguage()
  return (
    <div className="statistic-field">
      {props.label}
      <Select
        mode="multiple"
        aria-label={props.label}
        placeholder={say(AD_HOC.whole)}
        value={[...props.value]}
        {...(props.most === undefined ? {} : { maxCount: props.most })}
        optionFilterProp="label"
        options={props.options.map(([value, words]) => ({ value, label: say(words) }))}
        onChange={props.onChange}
      />
    </div>
  )
}
