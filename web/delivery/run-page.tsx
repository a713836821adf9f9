import { useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  DELIVERY_PATH,
  type DeliveryRunView,
  PIECE_STATE_NAMES,
  PIECE_STATES,
  type PieceState,
} from '../../src/certificates/delivery-contract.js'
import { amountText, countText, dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { Batches } from './batches.js'
import './delivery.css'
import { FormOf } from './delivery-page.js'
import { Pieces } from './pieces.js'
import { PrintButton } from './print-button.js'
import { DELIVERY } from './words.js'

/** 一批寄送：where it stands against the deadline, its pieces, the posting and the cost. */
export function DeliveryRunPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const answer = useAsk<DeliveryRunView>(`${DELIVERY_PATH}/${id}`)
  const [state, setState] = useState<PieceState>()
  return (
    <Answer of={answer} rows={8}>
      {(run) => (
        <Page title={say(DELIVERY.runTitle, { year: run.year })} lead={`${run.agencyName}`}>
          <p>
            <Link to="/deliveries">{say(DELIVERY.back)}</Link>
          </p>
          <Standing run={run} />
          <States run={run} chosen={state} onChoose={run.mayHandle ? setState : undefined} />
          {run.mayHandle && run.state === 'gathered' && <Pieces run={run} state={state} onState={setState} />}
          {run.mayManage && run.state === 'gathered' && <Batches run={run} />}
          <Costs run={run} />
        </Page>
      )}
    </Answer>
  )
}

function Standing({ run }: { readonly run: DeliveryRunView }) {
  const { say, language } = useLanguage()
  const { ended, set, daysLeft, lateOpen, lateEnded, personsDone: done, personsTotal: total } = run
  const words =
    run.state === 'gathering' ? say(DELIVERY.gathering, { done, total }) : say(DELIVERY.progress, { ended, set })
  const deadline = dayText(run.deadline, language)
  const isOver = daysLeft < 0
  return (
    <div className="card delivery-standing">
      <progress
        value={run.state === 'gathering' ? done : ended}
        max={Math.max(run.state === 'gathering' ? total : set, 1)}
        aria-label={words}
      />
      <p className="number" role="status">
        <strong>{words}</strong>
      </p>
      <p className={isOver && lateOpen > 0 ? 'delivery-late' : ''}>
        {isOver
          ? say(DELIVERY.daysOver, { deadline, n: -daysLeft, open: lateOpen })
          : say(DELIVERY.daysLeft, { deadline, n: daysLeft })}
        {lateEnded > 0 && ` ${say(DELIVERY.lateEnded, { n: lateEnded })}`}
      </p>
      <p className="delivery-quiet">
        <FormOf run={run} />
        {run.formReason !== undefined && ` · ${run.formReason}`} · {dayText(run.start, language)} –{' '}
        {dayText(run.end, language)} ·{' '}
        {say(DELIVERY.cutOff, {
          ...{ day: dayText(run.cutOff, language), size: run.treeSize, year: run.statementYear, days: run.returnDays },
        })}
      </p>
    </div>
  )
}

interface StatesProps {
  readonly run: DeliveryRunView
  readonly chosen: PieceState | undefined
  readonly onChoose: ((state: PieceState | undefined) => void) | undefined
}

/** 各状态：a bar each, as long as its share; a click shows its pieces. */
function States({ run, chosen, onChoose }: StatesProps) {
  const { say } = useLanguage()
  const most = Math.max(1, ...Object.values(run.counts))
  return (
    <Section title={say(DELIVERY.states)}>
      <ul className="delivery-states">
        {PIECE_STATE_NAMES.map((state) => {
          const n = run.counts[state]
          const { isEnd } = PIECE_STATES[state]
          const bar = (
            <span className={`delivery-bar${isEnd ? ' is-end' : ''}`} style={{ inlineSize: `${(n / most) * 100}%` }} />
          )
          return (
            <li key={state}>
              {onChoose === undefined ? (
                <span>{say(PIECE_STATES[state])}</span>
              ) : (
                <button
                  type="button"
                  className="delivery-state"
                  aria-pressed={chosen === state}
                  onClick={() => onChoose(chosen === state ? undefined : state)}
                >
                  {say(PIECE_STATES[state])}
                </button>
              )}
              <span className="delivery-track" aria-hidden="true">
                {bar}
              </span>
              <span className="number">{countText(n)}</span>
            </li>
          )
        })}
        <li className="delivery-sum">
          <span>{say(DELIVERY.sum)}</span>
          <span />
          <span className="number">{countText(run.set)}</span>
        </li>
      </ul>
    </Section>
  )
}

function Costs({ run }: { readonly run: DeliveryRunView }) {
  const { say } = useLanguage()
  const { postings, pages, postageEach, postage, returns } = run.cost
  const rows = [
    [DELIVERY.postingsN, countText(postings)],
    [DELIVERY.pages, countText(pages)],
    [DELIVERY.postage, amountText(postageEach)],
    [DELIVERY.postageAll, amountText(postage)],
    [DELIVERY.returns, countText(returns)],
  ] as const
  return (
    <Section
      title={say(DELIVERY.cost)}
      aside={<PrintButton path={`${DELIVERY_PATH}/${run.id}/cost`} text={say(DELIVERY.printCost)} />}
    >
      <dl className="delivery-costs">
        {rows.map(([title, value]) => (
          <div key={title.zh}>
            <dt>{say(title)}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
