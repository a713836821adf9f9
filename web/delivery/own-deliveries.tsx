import {
  MY_DELIVERY_PATH,
  type MyDeliveries,
  PIECE_REASONS,
  PIECE_STATES,
  type PieceReason,
} from '../../src/certificates/delivery-contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './delivery.css'
import { DELIVERY } from './words.js'

/** 本人的年度记录单寄到哪里了：when and to where, masked. */
export function OwnDeliveries() {
  const { say } = useLanguage()
  const answer = useAsk<MyDeliveries>(MY_DELIVERY_PATH)
  return (
    <Section title={say(DELIVERY.mine)}>
      <Answer of={answer} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say(DELIVERY.mineNone)}</p>
          ) : (
            <ul className="delivery-mine">
              {items.map((one) => (
                <li key={`${one.year} ${one.agency}`}>
                  <One one={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  )
}

function One({ one }: { readonly one: MyDeliveries['items'][number] }) {
  const { say, language } = useLanguage()
  const { year, state, reason, toGuardian, postedOn, to, agency } = one
  const why = say(PIECE_REASONS[reason as PieceReason])
  const sent =
    postedOn === undefined || to === undefined ? '' : say(DELIVERY.mineTo, { day: dayText(postedOn, language), to })
  return (
    <>
      <strong className="number">{year}</strong> <span className="tag">{say(PIECE_STATES[state])}</span>{' '}
      {[agency, toGuardian ? say(DELIVERY.mineGuardian) : '', sent, why].filter((part) => part !== '').join(' · ')}
    </>
  )
}
