import type { EChartsCoreOption } from 'echarts/core'
import type { ParameterView, WhatIfView } from '../../src/collection/parameter-contract.js'
import { COLORS } from '../shell/theme.js'

type Version = ParameterView['versions'][number]
type Steps = NonNullable<WhatIfView['result']>['steps']

/** 能画成阶梯的：a number for each version; tables by class and words are read, not drawn. */
export function isDrawable({ unit, versions }: ParameterView): boolean {
  const numbers = versions.filter(({ history, value }) => !history && value !== undefined && /^[\d.]+$/.test(value))
  return unit !== 'choice' && unit !== 'list' && numbers.length > 1
}

/** 阶梯图：each value from its first month on; months without a version leave a gap. */
export function stepsOf({ versions, what, unit }: ParameterView, unitName: string): EChartsCoreOption {
  const live = versions.filter(({ history, value }) => !history && value !== undefined)
  const points = live.flatMap((version, i): [string, number | null][] => {
    const next = live[i + 1]
    const ends = version.until !== undefined && (next === undefined || next.since > after(version.until))
    return [[version.since, Number(version.value)], ...(ends ? [[after(version.until!), null] as [string, null]] : [])]
  })
  const last = live.at(-1)
  if (last !== undefined && last.until === undefined)
    points.push([`${Number(last.since.slice(0, 4)) + 1}-01`, Number(last.value)])
  return {
    animationDuration: 300,
    color: [COLORS.accent],
    grid: { left: 4, right: 16, top: 30, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: { type: 'category', data: points.map(([month]) => month), axisLabel: axisText },
    yAxis: {
      ...{ type: 'value', name: unitName, scale: unit === 'percent', splitNumber: 3, axisLabel: axisText },
      splitLine: { lineStyle: { color: COLORS.line } },
    },
    series: [
      {
        name: what,
        type: 'line',
        step: 'end',
        symbol: 'circle',
        symbolSize: 6,
        data: points.map(([, value]) => value),
      },
    ],
  }
}

/** 分布：people whose largest change falls into each step, less to the left of more. */
export function stepsOfPeople(steps: Steps, names: readonly string[], less: string, more: string): EChartsCoreOption {
  const bar = { type: 'bar', stack: 'people', barMaxWidth: 36 }
  return {
    animationDuration: 300,
    color: [COLORS.seal, COLORS.accent],
    grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, data: [less, more] },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: { type: 'category', data: [...names], axisLabel: { ...axisText, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: axisText, splitLine: { lineStyle: { color: COLORS.line } } },
    series: [
      { ...bar, name: less, data: steps.map((step) => step.less) },
      { ...bar, name: more, data: steps.map((step) => step.more) },
    ],
  }
}

const axisText = { color: COLORS.quiet, fontSize: 12 }

function after(month: NonNullable<Version['until']>): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
