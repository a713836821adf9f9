import { Select } from 'antd'
import { periodOfDay } from '../../src/kernel/day.js'
import { type Period, plus } from '../../src/kernel/period.js'
import { monthText } from './amounts.js'
import { useLanguage } from './language.js'
import { today } from './today.js'

/** 本月，北京时间。 */
export function thisMonth(): Period {
  return periodOfDay(today())
}

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (month: string) => void
  /** The newest month offered; this month unless told. */
  readonly newest?: string
  readonly count?: number
  /** It may stay, or become, empty. */
  readonly clearable?: boolean
}

/** 选一个月，新的在前。 */
export function MonthSelect({ label, value, onChange, newest = thisMonth(), count = 36, clearable = false }: Props) {
  const { language } = useLanguage()
  const offered = Array.from({ length: count }, (_, i) => plus(newest as Period, -i) as string)
  const months = value === '' || offered.includes(value) ? offered : [value, ...offered]
  return (
    <Select
      aria-label={label}
      value={value === '' ? null : value}
      allowClear={clearable}
      showSearch
      optionFilterProp="label"
      className="month-select"
      options={months.map((month) => ({ value: month, label: monthText(month, language) }))}
      onChange={(month: string | null | undefined) => onChange(month ?? '')}
    />
  )
}
