import { Segmented } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useMemo, useState } from 'react'
import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { ChartCanvas } from '../record/chart-canvas.js'
import { RECORD } from '../record/words.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { balanceChart, pensionChart } from './chart-options.js'
import { ESTIMATE } from './words.js'

/** 两张图：换个月退休每月多少，账户怎么长。Each also as a table. */
export function EstimateCharts({ answer }: { readonly answer: EstimateAnswer }) {
  const { say, language } = useLanguage()
  const { points, balances } = answer
  const byMonth = useMemo(() => pensionChart(answer, language), [answer, language])
  const growing = useMemo(() => balanceChart(answer, language), [answer, language])
  const [first, last] = [points[0], points.at(-1)]
  const end = balances.at(-1)
  const label = (month: string) => monthText(month, language)
  return (
    <>
      {first && last && points.length > 1 && (
        <ChartSection
          title={ESTIMATE.byMonth}
          option={byMonth}
          says={say(ESTIMATE.byMonthSays, {
            ...{ from: label(first.month), to: label(last.month) },
            ...{ low: amountText(first.total), high: amountText(last.total) },
          })}
          table={
            <Rows
              heads={[ESTIMATE.month, ESTIMATE.perMonth]}
              rows={points.map(({ month, total, isEligible }) => [
                label(month) + (isEligible ? '' : ` · ${say(ESTIMATE.notEnough)}`),
                amountText(total),
              ])}
            />
          }
        />
      )}
      {end && (
        <ChartSection
          title={ESTIMATE.growing}
          option={growing}
          says={say(ESTIMATE.growingSays, { to: label(end.month), high: amountText(end.balance) })}
          table={
            <Rows
              heads={[ESTIMATE.month, ESTIMATE.held]}
              rows={balances.map(({ month, balance, assumed }) => [
                `${label(month)} · ${say(assumed ? ESTIMATE.future : ESTIMATE.past)}`,
                amountText(balance),
              ])}
            />
          }
        />
      )}
    </>
  )
}

interface ChartProps {
  readonly title: Both
  readonly option: EChartsCoreOption
  readonly says: string
  readonly table: ReactNode
}

function ChartSection({ title, option, says, table }: ChartProps) {
  const { say } = useLanguage()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
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
    <Section title={say(title)} aside={choice}>
      <div className="card chart-card">{as === 'chart' ? <ChartCanvas option={option} label={says} /> : table}</div>
    </Section>
  )
}

function Rows({ heads, rows }: { readonly heads: readonly Both[]; readonly rows: readonly (readonly string[])[] }) {
  const { say } = useLanguage()
  return (
    <div className="scroll-x estimate-table">
      <table className="points number">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head.en} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
