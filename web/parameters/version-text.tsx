import { STATUSES, type VersionView } from '../../src/collection/parameter-contract.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { PARAMETER, unitOf } from './words.js'

interface Props {
  readonly version: VersionView
  readonly unit: string
}

/** 版本的值：a figure with its unit, a table by class, or another parameter's name. */
export function VersionValue({ version: { value, by, same }, unit }: Props) {
  const { say } = useLanguage()
  if (same !== undefined) return <>{say(PARAMETER.sameAs, { id: same })}</>
  if (by === undefined) {
    return (
      <span className="number">
        {value} {say(unitOf(unit))}
      </span>
    )
  }
  return (
    <span className="by-class number">
      {Object.entries(by).map(([key, one]) => (
        <span key={key}>
          {key} {one} {say(unitOf(unit))}
        </span>
      ))}
    </span>
  )
}

/** Provisional and unconfirmed stand out; final is said quietly. */
export function StatusTag({ status }: { readonly status: VersionView['status'] }) {
  const { say } = useLanguage()
  return <span className={status === 'final' ? 'tag' : 'tag tag-warn'}>{say(STATUSES[status])}</span>
}

/** A month as it is, since rows kept for reference may have none that reads. */
export function MonthOf({ month }: { readonly month: string | undefined }) {
  const { language } = useLanguage()
  if (month === undefined) return <>—</>
  return <span className="number">{/^\d{4}-\d{2}$/.test(month) ? monthText(month, language) : month}</span>
}
