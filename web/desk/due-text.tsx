import type { SubmissionSummary } from '../../src/collection/contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { WORK } from './work-words.js'

/** 办理期限：the day, whether it is provisional, what was told before, and whether the clock stands still. */
export function DueText({ due }: { readonly due: SubmissionSummary['due'] }) {
  const { say, language } = useLanguage()
  if (due === undefined) return null
  const day = dayText(due.day, language)
  if (due.stoppedSince !== undefined)
    return <span>{say(WORK.stoppedSince, { since: instantText(due.stoppedSince, language) })}</span>
  return (
    <span className="number">
      {due.provisional ? say(WORK.provisional, { day }) : day}
      {due.overdue && ` · ${say(WORK.overdue)}`}
      {due.told.map((one) => (
        <small key={one}> （{say(WORK.told, { day: dayText(one, language) })}）</small>
      ))}
    </span>
  )
}
