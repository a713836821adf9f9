import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../src/kernel/refusal.js'
import { amountText } from '../shell/amounts.js'
import { COLORS } from '../shell/theme.js'
import type { MonthOfPayments } from './by-month.js'
import { EMPLOYER } from './words.js'

/** 应缴与实缴并列的柱。Axis in yuan, tooltip in yuan and cents. */
export function paymentsChart(months: readonly MonthOfPayments[], language: Language): EChartsCoreOption {
  const quiet = { color: COLORS.quiet, fontSize: 12 }
  const names = [EMPLOYER.dueName[language], EMPLOYER.paidName[language]]
  const bar = { type: 'bar', barMaxWidth: 22, barGap: '10%' }
  return {
    animationDuration: 400,
    color: ['#c9a66b', COLORS.accent],
    grid: { left: 4, right: 4, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { fontSize: 13 }, data: names },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      valueFormatter: (yuan: number) => amountText(Math.round(yuan * 100)),
    },
    xAxis: { type: 'category', data: months.map(({ month }) => month), axisTick: { show: false }, axisLabel: quiet },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: COLORS.line } },
      axisLabel: { ...quiet, formatter: (yuan: number) => axisText(yuan, language) },
    },
    series: [
      { ...bar, name: names[0], data: months.map(({ due }) => due / 100) },
      { ...bar, name: names[1], data: months.map(({ paid }) => paid / 100) },
    ],
  }
}

function axisText(yuan: number, language: Language): string {
  if (language === 'zh') return yuan >= 10_000 ? `${yuan / 10_000}万` : String(yuan)
  return yuan >= 1_000 ? `${yuan / 1_000}k` : String(yuan)
}
