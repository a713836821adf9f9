import { Button, InputNumber, Segmented } from 'antd'
import { type FormEvent, useState } from 'react'
import { type Period, plus } from '../../src/kernel/period.js'
import type { DifferenceAnswer } from '../../src/query/difference-contract.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { DifferenceTree } from './difference-tree.js'
import { CHANGED } from './explain-words.js'
import { ReadAloud } from './read-aloud.js'
import type { Asked } from './source.js'

type Query = Readonly<Record<string, string | number>>
type By = 'month' | 'known' | 'parameters'

interface Props {
  readonly difference: string
  readonly query: Query
  readonly asked: Asked
}

/** 为什么变了：choose two moments, then what changed between them and because of what. */
export function WhyChanged({ difference, query, asked }: Props) {
  const [moments, setMoments] = useState<Query>()
  return (
    <>
      <Moments query={query} onChoose={setMoments} />
      {moments && <Difference difference={difference} query={{ ...query, ...moments, path: asked.path }} />}
    </>
  )
}

function Difference({ difference, query }: Omit<Props, 'asked'>) {
  const { say, language } = useLanguage()
  const answer = useAsk<DifferenceAnswer>(difference, query)
  return (
    <Answer of={answer} rows={5}>
      {({ sentences, tree }) => (
        <div className="changed">
          <ReadAloud text={sentences.join(language === 'zh' ? '' : ' ')} />
          <ul className="changed-words">
            {sentences.slice(0, 4).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {tree.parts.length > 0 && (
            <section aria-label={say(CHANGED.because)}>
              <DifferenceTree root={tree} />
            </section>
          )}
        </div>
      )}
    </Answer>
  )
}

function Moments({ query, onChoose }: { readonly query: Query; readonly onChoose: (moments: Query) => void }) {
  const { say } = useLanguage()
  const [by, setBy] = useState<By>('month')
  const latest = String(query['through'] ?? thisMonth())
  const [from, setFrom] = useState<string>(plus(`${latest.slice(0, 4)}-12` as Period, -12))
  const [to, setTo] = useState<string>(latest)
  const [size, setSize] = useState<number | null>(null)
  const choose = (event: FormEvent) => {
    event.preventDefault()
    if (by === 'month') onChoose({ againstThrough: from, through: to })
    else if (size !== null) onChoose(by === 'known' ? { againstKnownAt: size } : { againstParametersAt: size })
  }
  return (
    <form className="moments no-print" onSubmit={choose}>
      <Segmented
        size="small"
        aria-label={say(CHANGED.by)}
        value={by}
        options={[
          { value: 'month', label: say(CHANGED.byMonth) },
          { value: 'known', label: say(CHANGED.byKnown) },
          { value: 'parameters', label: say(CHANGED.byParameters) },
        ]}
        onChange={setBy}
      />
      {by === 'month' ? (
        <div className="moments-row">
          <span>{say(CHANGED.from)}</span>
          <MonthSelect label={say(CHANGED.from)} value={from} newest={latest} count={96} onChange={setFrom} />
          <span>{say(CHANGED.to)}</span>
          <MonthSelect label={say(CHANGED.to)} value={to} newest={latest} count={96} onChange={setTo} />
        </div>
      ) : (
        <div className="moments-size">
          <label htmlFor="difference-size">{say(CHANGED.earlier)}</label>
          <InputNumber id="difference-size" min={0} precision={0} value={size} onChange={setSize} controls={false} />
          <small>{say(by === 'known' ? CHANGED.thenHint : CHANGED.parametersHint)}</small>
        </div>
      )}
      <Button type="primary" htmlType="submit" disabled={by !== 'month' && size === null}>
        {say(CHANGED.compare)}
      </Button>
    </form>
  )
}
