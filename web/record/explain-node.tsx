import { useState } from 'react'
import type { Language } from '../../src/kernel/refusal.js'
import type { Explanation } from '../../src/query/contract.js'
import { monthText } from '../shell/amounts.js'
import { basisName } from '../shell/articles.js'
import { useLanguage } from '../shell/language.js'
import { ExplainFact } from './explain-fact.js'
import { figureText } from './figure-button.js'
import { nameOfArea } from './person-rows.js'
import { EXPLAIN, RECORD } from './words.js'

interface Props {
  readonly node: Explanation
  /** Which parts are unfolded from the start. */
  readonly open: ReadonlySet<Explanation>
}

/** 推导的一步，读出来的次序：依据、公布的数、事实，然后是它的各项。 */
export function ExplainNode({ node, open }: Props) {
  const { say } = useLanguage()
  const { from, parameter, fact } = node
  const basis = node.basis === undefined ? undefined : basisName(node.basis)
  return (
    <div className="node">
      {from.length > 0 ? (
        <p className="node-rule">
          {basis === undefined
            ? say(EXPLAIN.followsPlain, { n: from.length })
            : say(EXPLAIN.follows, { basis, n: from.length })}
        </p>
      ) : (
        basis !== undefined && <p className="node-rule">{say(EXPLAIN.byRule, { basis })}</p>
      )}
      {parameter && <ParameterNote parameter={parameter} />}
      {fact && <ExplainFact fact={fact} />}
      {from.length > 0 && (
        <ol className="node-parts">
          {from.map((part, i) => (
            // The order of the reasons is theirs for good.
            // biome-ignore lint/suspicious/noArrayIndexKey: a reason has no other name than its place
            <Part key={i} node={part} open={open} />
          ))}
        </ol>
      )}
    </div>
  )
}

function Part({ node, open }: Props) {
  const { language } = useLanguage()
  const [isOpen, setOpen] = useState(open.has(node))
  const hasMore = node.from.length + Number(node.fact !== undefined) + Number(node.parameter !== undefined) > 0
  const name = (
    <>
      <span className="part-name">{yearOf(node, language) + node[language]}</span>
      <span className="part-value number">{figureText(node, language)}</span>
    </>
  )
  if (!hasMore && node.basis === undefined) return <li className="node-leaf">{name}</li>
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{name}</summary>
        {isOpen && <ExplainNode node={node} open={open} />}
      </details>
    </li>
  )
}

/** A year's count says which year: that of its months. */
function yearOf({ term, from }: Explanation, language: Language): string {
  const year = term === 'yearPaidMonths' ? String(from[0]?.value ?? '').slice(0, 4) : ''
  if (year === '') return ''
  return language === 'zh' ? `${year}年，` : `${year}, `
}

function ParameterNote({ parameter }: { readonly parameter: NonNullable<Explanation['parameter']> }) {
  const { say, language } = useLanguage()
  const { areaName, since, basis, status } = parameter
  const month = /^\d{4}-\d{2}$/.test(since) ? monthText(since, language) : since
  return (
    <div className="note">
      <p>
        <span className="note-kind">{say(EXPLAIN.parameter)}</span>
        {say(EXPLAIN.parameterSays, { area: say(nameOfArea(parameter.area, areaName)), since: month })}
        {status === 'unconfirmed' && <span className="tag tag-warn">{say(RECORD.unconfirmed)}</span>}
        {status === 'provisional' && <span className="tag tag-warn">{say(RECORD.provisional)}</span>}
      </p>
      <p>
        <span className="note-kind">{say(EXPLAIN.source)}</span>
        {basis}
      </p>
    </div>
  )
}
