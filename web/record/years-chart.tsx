import { Segmented } from 'antd'
import { useState } from 'react'
import type { Charts } from '../../src/query/contract.js'
import { amountText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { ChartCanvas } from './chart-canvas.js'
import { chartOf, type Point } from './chart-option.js'
import { RECORD } from './words.js'

/** 历年缴费和账户的图，and the same figures as a table. Pension, whose account it is. */
export function YearsChart({ charts }: { readonly charts: Charts }) {
  const { say, language } = useLanguage()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const points = pointsOf(charts)
  const [from, through] = [points[0]?.year, points.at(-1)?.year]
  if (from === undefined || through === undefined) return null
  const choice = (
    <Segmented
      size="small"
      className="no-print"
      aria-label={say(RECORD.chartAs)}
      value={as}
      options={[
        { value: 'chart', label: say(RECORD.asChart) },
        { value: 'table', label: say(RECORD.asTable) },
      ]}
      onChange={setAs}
    />
  )
  return (
    <Section title={say(RECORD.chart)} aside={choice}>
      <div className="card chart-card">
        {as === 'chart' ? (
          <ChartCanvas option={chartOf(points, language)} label={say(RECORD.chartSays, { from, through })} />
        ) : (
          <PointsTable points={points} />
        )}
      </div>
    </Section>
  )
}

function PointsTable({ points }: { readonly points: readonly Point[] }) {
  const { say } = useLanguage()
  return (
    <div className="scroll-x">
      <table className="points number">
        <caption className="visually-hidden">{say(RECORD.chart)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(RECORD.year)}</th>
            <th scope="col">{say(RECORD.byPerson)}</th>
            <th scope="col">{say(RECORD.byEmployer)}</th>
            <th scope="col">{say(RECORD.balance)}</th>
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(({ year, person, employer, balance, settled }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td>{amountText(person)}</td>
              <td>{amountText(employer)}</td>
              <td>
                {balance === undefined ? '' : amountText(balance)}
                {balance !== undefined && !settled && <small>{say(RECORD.balanceOpen)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function pointsOf({ contributions, balances }: Charts): Point[] {
  const pension = contributions.filter(({ insurance }) => insurance === '110')
  const years = [...new Set([...pension, ...balances].map(({ year }) => year))].sort((a, b) => a - b)
  return years.map((year) => {
    const paid = pension.find((one) => one.year === year)
    const account = balances.find((one) => one.year === year)
    return {
      year,
      person: paid?.person ?? 0,
      employer: paid?.employer ?? 0,
      settled: account?.settled ?? false,
      ...(account === undefined ? {} : { balance: account.balance }),
    }
  })
}
