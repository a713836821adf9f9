import type { ClockView } from '../../src/objections/contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { OBJECTION } from './words.js'

/** 期限与逐日计数。 */
export function ClockLine({ clock }: { readonly clock: ClockView }) {
  const { say, language } = useLanguage()
  return (
    <>
      <span className="number">{dayText(clock.dueDay, language)}</span>
      {clock.provisional && say(OBJECTION.provisional)}{' '}
      {clock.overdue && <span className="tag tag-bad">{say(OBJECTION.overdue)}</span>}
      {clock.due && <span className="tag tag-warn">{say(OBJECTION.dueSoon)}</span>}
    </>
  )
}

export function DayByDay({ clock }: { readonly clock: ClockView }) {
  const { say, language } = useLanguage()
  if (clock.days.length === 0) return null
  return (
    <details>
      <summary>{say(OBJECTION.dayByDay)}</summary>
      <ol className="objection-days">
        {clock.days.map(({ day, how, count }) => (
          <li key={day}>
            <span className="number">{dayText(day, language)}</span>{' '}
            {say(OBJECTION[how as 'counted' | 'off' | 'paused' | 'unknown'], { n: count })}
          </li>
        ))}
      </ol>
    </details>
  )
}
