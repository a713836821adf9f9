import type { EChartsCoreOption } from 'echarts/core'
import type { Balance } from '../../src/collection/bank-contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { amountText } from '../shell/amounts.js'
import { COLORS } from '../shell/theme.js'
import { FUND } from './words.js'

/** 每日三方并列的柱：where they are of one height, the day balances. */
export function balanceChart(days: Balance['byDay'], language: Language): EChartsCoreOption {
  const quiet = { color: COLORS.quiet, fontSize: 12 }
  const names = [FUND.tax, FUND.bankSide, FUND.posted].map((both) => both[language])
  const bar = { type: 'bar', barMaxWidth: 18, barGap: '10%' }
  return {
    animationDuration: 400,
    color: ['#c9a66b', COLORS.accent, '#7a8fa6'],
    grid: { left: 4, right: 4, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { fontSize: 13 }, data: names },
    tooltip: {
      ...{ trigger: 'axis', renderMode: 'richText', confine: true },
      valueFormatter: (yuan: number) => amountText(Math.round(yuan * 100)),
    },
    xAxis: { type: 'category', data: days.map(({ key }) => key.slice(8)), axisTick: { show: false }, axisLabel: quiet },
    yAxis: { type: 'value', splitNumber: 4, splitLine: { lineStyle: { color: COLORS.line } }, axisLabel: quiet },
    series: [
      { ...bar, name: names[0], data: days.map(({ tax }) => tax / 100) },
      { ...bar, name: names[1], data: days.map(({ bank }) => bank / 100) },
      {
        ...bar,
        name: names[2],
        data: days.map(({ posted, suspense, refunded }) => (posted + suspense + refunded) / 100),
      },
    ],
  }
}
