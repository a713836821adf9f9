import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface Props {
  readonly option: EChartsCoreOption
  /** What a screen reader says in its place. */
  readonly label: string
}

/** 画布。Keeps its size with its place; still where motion is unwanted. */
export function ChartCanvas({ option, label }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const at = place.current
    if (at === null) return
    const chart = init(at)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const { fontFamily } = getComputedStyle(document.body)
    chart.setOption({ ...option, textStyle: { fontFamily }, ...(still ? { animation: false } : {}) })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(at)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={place} className="chart" role="img" aria-label={label} />
}
