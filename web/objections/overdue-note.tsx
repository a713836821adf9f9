import { Link } from 'react-router'
import type { ObjectionList } from '../../src/objections/contract.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import './objections.css'
import { OBJECTION } from './words.js'

/** 逾期的异议，on the work list of whoever decides: the head of the agency sees them first. */
export function OverdueObjections() {
  const { say } = useLanguage()
  const late = useAsk<ObjectionList>('/api/desk/objections', { state: 'overdue' })
  const n = late.data?.items.length ?? 0
  if (n === 0) return null
  return (
    <section className="card objection-late" aria-label={say(OBJECTION.escalated)}>
      <strong>{say(OBJECTION.escalatedSays, { n })}</strong>
      <ul>
        {late.data?.items.map(({ id, serial, item, clock }) => (
          <li key={id}>
            <Link className="number" to={`/objections/${id}`}>
              {serial}
            </Link>{' '}
            {say(item)} · {say(OBJECTION.due)} {clock.dueDay}
          </li>
        ))}
      </ul>
    </section>
  )
}
