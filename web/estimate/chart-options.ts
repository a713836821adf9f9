import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../src/kernel/refusal.js'
import type { EstimateAnswer } from '../../src/query/estimate-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { COLORS } from '../shell/theme.js'
import { ESTIMATE } from './words.js'

type Values = readonly (number | null)[]

/** 换个月退休，每月多少。The chosen month is a filled circle, the statutory one a diamond; each bears its name. */
export function pensionChart({ points, assumptions, bounds }: EstimateAnswer, language: Language): EChartsCoreOption {
  const months = points.map(({ month }) => month)
  const only = (fits: (point: (typeof points)[number]) => boolean): Values =>
    points.map((point) => (fits(point) ? point.total / 100 : null))
  return {
    ...frame(months, language),
    series: [
      {
        ...line(ESTIMATE.notEnough[language], COLORS.quiet),
        lineStyle: { width: 2, type: 'dashed', color: COLORS.quiet },
        data: only(() => true),
      },
      { ...line(ESTIMATE.perMonth[language], COLORS.accent), data: only(({ isEligible }) => isEligible) },
      mark(
        ESTIMATE.statutoryMark[language],
        'diamond',
        COLORS.amber,
        'bottom',
        only(({ month }) => month === bounds.statutory),
      ),
      mark(
        ESTIMATE.chosen[language],
        'circle',
        COLORS.seal,
        'top',
        only(({ month }) => month === assumptions.retirement),
      ),
    ],
  }
}

/** 账户怎么长。Settled years are solid, the years to come dashed. */
export function balanceChart({ balances }: EstimateAnswer, language: Language): EChartsCoreOption {
  const split = balances.findIndex(({ assumed }) => assumed)
  const turn = split < 0 ? balances.length : split
  const values = (fits: (at: number) => boolean): Values =>
    balances.map(({ balance }, at) => (fits(at) ? balance / 100 : null))
  const area = { opacity: 0.12 }
  return {
    ...frame(
      balances.map(({ month }) => month),
      language,
    ),
    legend: { top: 0, left: 0, itemGap: 14, textStyle: { fontSize: 13 } },
    series: [
      {
        ...line(ESTIMATE.past[language], COLORS.accent),
        areaStyle: area,
        symbol: 'circle',
        data: values((at) => at < turn),
      },
      {
        ...line(ESTIMATE.future[language], COLORS.seal),
        lineStyle: { width: 2.5, type: 'dashed', color: COLORS.seal },
        areaStyle: area,
        data: values((at) => at >= turn - 1),
      },
    ],
  }
}

function frame(months: readonly string[], language: Language): EChartsCoreOption {
  return {
    animationDuration: 300,
    grid: { left: 4, right: 18, top: 40, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      // Rich text is drawn on the canvas: no markup with styles in it, which the page's policy would refuse.
      renderMode: 'richText',
      confine: true,
      valueFormatter: (yuan: number | undefined | null) => (yuan == null ? '' : amountText(Math.round(yuan * 100))),
    },
    xAxis: {
      type: 'category',
      data: months.map((month) => monthText(month, language)),
      axisTick: { show: false },
      axisLabel: { color: COLORS.quiet, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 4,
      splitLine: { lineStyle: { color: COLORS.line } },
      axisLabel: { color: COLORS.quiet, fontSize: 12 },
    },
  }
}

function line(name: string, color: string) {
  return { name, type: 'line', symbol: 'none', color, lineStyle: { width: 2.5, color } }
}

function mark(name: string, symbol: string, color: string, position: 'top' | 'bottom', data: Values) {
  return {
    ...{ name, type: 'line', symbol, color, data, symbolSize: 13, z: 5 },
    lineStyle: { opacity: 0 },
    showAllSymbol: true,
    label: { show: true, position, formatter: name, fontSize: 13, color, distance: 8 },
    animation: false,
    tooltip: { show: false },
  }
}
