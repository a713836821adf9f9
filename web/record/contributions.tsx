import { Segmented } from 'antd'
import { useState } from 'react'
import { insuranceName } from '../../src/kernel/terms.js'
import type { InsuranceContributions, RefundRow, YearOfContributions } from '../../src/query/contribution-contract.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Empty } from '../shell/states.js'
import { WORDS } from '../words.js'
import { AmountButton, FigureButton } from './figure-button.js'
import { KeeperNote } from './keeper-note.js'
import { hasEmployerPart, MonthsTable } from './months-table.js'
import { RECORD } from './words.js'

/** 缴费明细：by insurance, then by year, unfolding to months. */
export function Contributions({ contributions }: { readonly contributions: readonly InsuranceContributions[] }) {
  const { say } = useLanguage()
  const [chosen, setChosen] = useState(contributions[0]?.insurance ?? '')
  const shown = contributions.find(({ insurance }) => insurance === chosen) ?? contributions[0]
  if (shown === undefined) return <Empty title={say(RECORD.noContributions)} />
  return (
    <>
      <div className="scroll-x">
        <Segmented
          aria-label={say(RECORD.contributions)}
          value={shown.insurance}
          options={contributions.map(({ insurance }) => ({
            value: insurance,
            label: say(SHORT_NAMES[insurance] ?? insuranceName(insurance)),
          }))}
          onChange={setChosen}
        />
      </div>
      <KeeperNote keeper={shown.keeper} />
      {shown.keeper.connected && shown.years.length === 0 && <Empty title={say(RECORD.noContributions)} />}
      <div className="years">
        {byYear(shown.years).map((year, i) => (
          <Year key={`${shown.insurance}/${year.year}`} year={year} open={i === 0} />
        ))}
      </div>
      {shown.refunds.length > 0 && <Refunds refunds={shown.refunds} />}
    </>
  )
}

const SHORT_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  '110': { zh: '养老', en: 'Pension' },
  '210': { zh: '失业', en: 'Unemployment' },
  '310': { zh: '医疗', en: 'Medical' },
  '410': { zh: '工伤', en: 'Work injury' },
  '510': { zh: '生育', en: 'Maternity' },
}

function byYear(years: readonly YearOfContributions[]): YearOfContributions[] {
  return [...years].sort((a, b) => b.year - a.year)
}

function Year({ year, open }: { readonly year: YearOfContributions; readonly open: boolean }) {
  const { say } = useLanguage()
  const [isOpen, setOpen] = useState(open)
  const shared = sharedEmployer(year)
  const owed = Number(year.arrearsMonths.value)
  return (
    <details className="card year" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong className="number">{say(WORDS.yearSuffix, { year: year.year })}</strong>
        <span className="year-months">{say(RECORD.months, { n: Number(year.paidMonths.value) })}</span>
        {owed > 0 && <span className="tag tag-bad">{say(RECORD.arrears, { n: owed })}</span>}
      </summary>
      {isOpen && (
        <>
          <dl className="year-sums">
            <div>
              <dt>{say(RECORD.byPerson)}</dt>
              <dd>
                <FigureButton figure={year.person} />
              </dd>
            </div>
            {hasEmployerPart(year.rows) && (
              <div>
                <dt>{say(RECORD.byEmployer)}</dt>
                <dd>
                  <FigureButton figure={year.employer} />
                </dd>
              </div>
            )}
            {year.averageBase !== undefined && (
              <div>
                <dt>{say(RECORD.averageBase)}</dt>
                <dd>
                  <FigureButton figure={year.averageBase} />
                </dd>
              </div>
            )}
          </dl>
          {shared !== undefined && <p className="year-employer">{shared}</p>}
          <MonthsTable rows={year.rows} caption={say(WORDS.yearSuffix, { year: year.year })} sharedEmployer={shared} />
        </>
      )}
    </details>
  )
}

function sharedEmployer({ rows }: YearOfContributions): string | undefined {
  const [first] = rows
  return rows.every(({ employerName }) => employerName === first?.employerName) ? first?.employerName : undefined
}

function Refunds({ refunds }: { readonly refunds: readonly RefundRow[] }) {
  const { say, language } = useLanguage()
  return (
    <div className="card refunds">
      <h3>{say(RECORD.refunds)}</h3>
      <ul>
        {refunds.map((refund) => (
          <li key={refund.path}>
            <span>{monthText(refund.month, language)}</span>
            <span>
              {say(RECORD.byPerson)} <AmountButton row={refund.path} name="person" amount={refund.person} />
            </span>
            <span>
              {say(RECORD.byEmployer)} <AmountButton row={refund.path} name="employer" amount={refund.employer} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
