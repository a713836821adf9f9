import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../src/kernel/refusal.js'
import { amountText } from '../shell/amounts.js'
import { COLORS } from '../shell/theme.js'
import { RECORD } from './words.js'

/** 一年的数，整分。 */
export interface Point {
  readonly year: number
  readonly person: number
  readonly employer: number
  readonly balance?: number
  /** False while the year's interest is not in it yet. */
  readonly settled: boolean
}

/** 柱是当年缴费（右轴为账户），线是账户。Axes in yuan; the tooltip in yuan and cents. */
export function chartOf(points: readonly Point[], language: Language): EChartsCoreOption {
  const names = [RECORD.byPerson, RECORD.byEmployer, RECORD.balance].map((both) => both[language])
  const axisLabel = { formatter: (yuan: number) => axisText(yuan, language), color: COLORS.quiet, fontSize: 12 }
  return {
    animationDuration: 400,
    color: [COLORS.accent, '#a9cbc4', COLORS.seal],
    grid: { left: 4, right: 4, top: 62, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemGap: 14, itemWidth: 14, itemHeight: 10, textStyle: { fontSize: 13 }, data: names },
    tooltip: {
      trigger: 'axis',
      // Rich text is drawn on the canvas: no markup with styles in it, which the page's policy would refuse.
      renderMode: 'richText',
      confine: true,
      valueFormatter: (yuan: number | undefined) => (yuan === undefined ? '' : amountText(Math.round(yuan * 100))),
    },
    xAxis: {
      type: 'category',
      data: points.map(({ year }) => String(year)),
      axisTick: { show: false },
      axisLabel: { color: COLORS.quiet, fontSize: 12 },
    },
    yAxis: [
      { ...axis(language === 'zh' ? '当年缴费' : 'Paid in year', 'left'), axisLabel },
      { ...axis(language === 'zh' ? '账户' : 'Account', 'right'), axisLabel, splitLine: { show: false } },
    ],
    series: [
      { ...bar(names[0]!), data: points.map(({ person }) => person / 100) },
      { ...bar(names[1]!), data: points.map(({ employer }) => employer / 100) },
      {
        name: names[2],
        type: 'line',
        yAxisIndex: 1,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { width: 2.5 },
        data: points.map(({ balance, settled }) => ({
          value: balance === undefined ? null : balance / 100,
          // An open circle where the year's interest is still to come.
          itemStyle: settled ? {} : { color: '#fff', borderColor: COLORS.seal, borderWidth: 2 },
        })),
      },
    ],
  }
}

function axis(name: string, side: 'left' | 'right') {
  const nameTextStyle = { color: COLORS.quiet, fontSize: 12, align: side }
  return {
    type: 'value',
    name,
    nameGap: 12,
    nameTextStyle,
    splitNumber: 4,
    splitLine: { lineStyle: { color: COLORS.line } },
  }
}

function bar(name: string) {
  return { name, type: 'bar', stack: 'paid', barMaxWidth: 30 }
}

function axisText(yuan: number, language: Language): string {
  if (language === 'zh') return yuan >= 10_000 ? `${yuan / 10_000}万` : String(yuan)
  return yuan >= 1_000 ? `${yuan / 1_000}k` : String(yuan)
}
