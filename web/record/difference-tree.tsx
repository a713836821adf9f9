import { CHANGES, type DifferenceNode, type DifferenceSide } from '../../src/query/difference-contract.js'
import { monthText } from '../shell/amounts.js'
import { basisName } from '../shell/articles.js'
import { type Both, useLanguage } from '../shell/language.js'
import { CHANGED } from './explain-words.js'
import { figureText } from './figure-button.js'
import { nameOfArea } from './person-rows.js'

/** 变化的树。Each step says in a word and a sign what became of it; the colour only helps. */
export function DifferenceTree({ root }: { readonly root: DifferenceNode }) {
  return (
    <ol className="difference">
      <Step node={root} />
    </ol>
  )
}

const SIGNS: Readonly<Record<string, string>> = { kept: '＝', changed: '→', added: '＋', removed: '－' }

function Step({ node }: { readonly node: DifferenceNode }) {
  const { say, language } = useLanguage()
  const { change, kept, again, more, parts } = node
  const name: Both = (CHANGES as Readonly<Record<string, Both>>)[change] ?? CHANGES.kept
  return (
    <li className={`step step-${change}`}>
      <p className="step-head">
        <span className="step-sign" aria-hidden="true">
          {SIGNS[change]}
        </span>
        <span className="step-word">{say(name)}</span>
        <span className="step-name">{node[language]}</span>
      </p>
      <Sides node={node} />
      {again && <p className="step-note">{say(CHANGED.again)}</p>}
      {parts.length > 0 && (
        <ol>
          {parts.map((part, i) => (
            // The order of the reasons is theirs for good.
            // biome-ignore lint/suspicious/noArrayIndexKey: a reason has no other name than its place
            <Step key={i} node={part} />
          ))}
        </ol>
      )}
      {kept > 0 && parts.length > 0 && <p className="step-note">{say(CHANGED.kept, { n: kept })}</p>}
      {more > 0 && <p className="step-note">{say(CHANGED.more, { n: more })}</p>}
    </li>
  )
}

function Sides({ node: { before, after, unit } }: { readonly node: DifferenceNode }) {
  const { say } = useLanguage()
  if (before !== undefined && after !== undefined && before.text === after.text && !isOther(before, after)) {
    return <Side side={after} unit={unit} />
  }
  return (
    <div className="sides">
      {before && <Side side={before} unit={unit} label={say(CHANGED.before)} isGone />}
      {after && <Side side={after} unit={unit} label={say(CHANGED.after)} />}
    </div>
  )
}

interface SideProps {
  readonly side: DifferenceSide
  readonly unit: string
  readonly label?: string
  readonly isGone?: boolean
}

function Side({ side, unit, label, isGone = false }: SideProps) {
  const { say, language } = useLanguage()
  const { parameter, basis } = side
  const shown = figureText({ ...side, unit }, language)
  return (
    <p className={isGone ? 'side side-gone' : 'side'}>
      {label && <span className="side-label">{label}</span>}
      <span className="number">{isGone ? <del>{shown}</del> : shown}</span>
      {parameter && (
        <small>
          {say(nameOfArea(parameter.area, parameter.areaName))} {monthText(parameter.since, language)} ·{' '}
          {parameter.basis}
        </small>
      )}
      {!parameter && basis && <small>{basisName(basis)}</small>}
    </p>
  )
}

function isOther({ parameter: a }: DifferenceSide, { parameter: b }: DifferenceSide): boolean {
  return a?.since !== b?.since || a?.basis !== b?.basis || a?.status !== b?.status
}
