import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  RECOVERY_ACTS,
  RECOVERY_PATH,
  RECOVERY_STATES,
  RECOVERY_WAYS,
  type RecoveryView,
} from '../../src/exchange/recovery-contract.js'
import { insuranceName, TERMS } from '../../src/kernel/terms.js'
import { amountText, dayText, instantText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { RecoveryDialog, type RecoveryMove } from './recovery-dialogs.js'
import { RECOVERY } from './recovery-words.js'
import { EXCHANGE } from './words.js'

const OVER: readonly RecoveryView['state'][] = ['repaid', 'writtenOff', 'cleared', 'cancelled']

/** 一件追回案：sums, how they are reckoned, what was done, and what may be done next. */
export function RecoveryPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const matter = useAsk<RecoveryView>(`${RECOVERY_PATH}/${encodeURIComponent(id)}`)
  return (
    <Page
      key={id}
      title={say(RECOVERY.title)}
      lead={say(RECOVERY.basis)}
      actions={
        <span className="no-print">
          <Button onClick={printPage}>{say(RECOVERY.print)}</Button>
        </span>
      }
    >
      <p className="no-print">
        <Link to="/exchange/after-death">{say(RECOVERY.back0)}</Link>
      </p>
      <Answer of={matter} rows={6}>
        {(one) => (
          <>
            <Sums one={one} />
            <Moves one={one} />
            <Reckoning one={one} />
            <Acts one={one} />
          </>
        )}
      </Answer>
    </Page>
  )
}

function Sums({ one }: { readonly one: RecoveryView }) {
  const { say, language } = useLanguage()
  const sums = [
    [RECOVERY.found, one.found],
    [RECOVERY.back, one.back],
    [RECOVERY.writtenOff, one.writtenOff],
    [RECOVERY.pending, one.pending],
    [RECOVERY.left, one.left],
  ] as const
  return (
    <Section title={one.number}>
      <dl className="exchange-sides">
        <dt>{say(EXCHANGE.about)}</dt>
        <dd>
          {one.fullName} <span className="number">{one.identityNumber}</span>
        </dd>
        <dt>{say(EXCHANGE.died)}</dt>
        <dd>{dayText(one.day, language)}</dd>
        <dt>{say(RECOVERY.state)}</dt>
        <dd>
          {say(RECOVERY_STATES[one.state])}{' '}
          {one.overdue && <span className="tag tag-bad">{say(RECOVERY.overdue)}</span>}
        </dd>
        {one.dueDay !== undefined && (
          <>
            <dt>{say(RECOVERY.due)}</dt>
            <dd>{dayText(one.dueDay, language)}</dd>
          </>
        )}
        {sums.map(([label, amount]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd className="number">{amountText(amount)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Moves({ one }: { readonly one: RecoveryView }) {
  const { say } = useLanguage()
  const { can } = useSession()
  const [move, setMove] = useState<RecoveryMove>()
  if (!can('exchange.decide') || OVER.includes(one.state)) return null
  const isNoticed = one.acts.some(({ act }) => act === 'notice')
  const moves: readonly RecoveryMove[] = isNoticed ? ['repay', 'plan', 'off', 'notice'] : ['notice', 'repay']
  return (
    <p className="toolbar no-print">
      {moves.map((name, i) => (
        <Button key={name} type={i === 0 ? 'primary' : 'default'} onClick={() => setMove(name)}>
          {say(RECOVERY[name])}
        </Button>
      ))}
      {move && <RecoveryDialog one={one} move={move} onClose={() => setMove(undefined)} />}
    </p>
  )
}

function Reckoning({ one }: { readonly one: RecoveryView }) {
  const { say, language } = useLanguage()
  const columns: Column<RecoveryView['parts'][number]>[] = [
    { name: 'month', title: RECOVERY.month, cell: ({ month }) => monthText(month, language) },
    {
      name: 'item',
      title: RECOVERY.item,
      cell: ({ insurance, item }) =>
        `${say(insuranceName(insurance))} · ${item in TERMS ? say(TERMS[item as keyof typeof TERMS]) : item}`,
    },
    {
      name: 'days',
      title: RECOVERY.paidDays,
      cell: ({ paidDays }) => paidDays.map((day) => dayText(day, language)).join('、'),
    },
    { name: 'paid', title: RECOVERY.found, amount: true, cell: ({ paid }) => amountText(paid) },
    { name: 'back', title: RECOVERY.back, amount: true, cell: ({ back }) => amountText(back) },
    { name: 'rest', title: RECOVERY.rest, amount: true, cell: ({ open }) => amountText(open) },
    { name: 'account', title: RECOVERY.account, amount: true, cell: ({ accountOpen }) => amountText(accountOpen) },
  ]
  return (
    <Section title={say(RECOVERY.reckoning)}>
      <p className="section-lead">{say(RECOVERY.reckoningSays)}</p>
      <DataTable
        caption={say(RECOVERY.reckoning)}
        columns={columns}
        rows={one.parts}
        keyOf={({ month, insurance, benefitKind, item }) => [month, insurance, benefitKind, item].join('/')}
      />
    </Section>
  )
}

function Acts({ one }: { readonly one: RecoveryView }) {
  const { say, language } = useLanguage()
  const dayOf = ({ act }: RecoveryView['acts'][number], day: string) =>
    act === 'notice' ? say(RECOVERY.untilDay, { day }) : act === 'repayment' ? say(RECOVERY.onDay, { day }) : day
  return (
    <Section title={say(RECOVERY.acts)}>
      <ol className="exchange-acts">
        {one.acts.map((act) => (
          <li key={`${act.at}/${act.act}`}>
            <strong>{say(RECOVERY_ACTS[act.act])}</strong>{' '}
            <span className="number">{instantText(act.at, language)}</span> {act.by}
            {act.receiver !== undefined && ` · ${act.receiver}`}
            {act.way !== undefined && ` · ${say(RECOVERY_WAYS[act.way])}`}
            {act.amount !== undefined &&
              act.act !== 'plan' &&
              ` · ${say(RECOVERY.sum, { amount: amountText(act.amount) })}`}
            {act.day !== undefined && ` · ${dayOf(act, dayText(act.day, language))}`}
            {act.note !== undefined && ` · ${act.note}`}{' '}
            {act.submissionId !== undefined && (
              <Link to={`/submissions/${act.submissionId}`}>{say(RECOVERY.submission)}</Link>
            )}
            {act.instalments?.map(({ day, amount }) => (
              <div key={day}>
                <span className="number">{dayText(day, language)}</span> ·{' '}
                {say(RECOVERY.sum, { amount: amountText(amount) })}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  )
}
