import { RULING_SUBJECTS } from '../../src/collection/ruling-contract.js'
import type { RulingView } from '../../src/query/section-contract.js'
import { dayText } from '../shell/amounts.js'
import { type Both, useLanguage } from '../shell/language.js'
import { FigureButton } from './figure-button.js'
import { RULINGS } from './ruling-words.js'

/** 认定与审核，in words: what was applied for, when it came, what was found and on which paper. */
export function Rulings({ rulings }: { readonly rulings: readonly RulingView[] }) {
  const { say } = useLanguage()
  return (
    <ul className="card kept">
      {rulings.map((one) => (
        <li key={`${one.subject}/${one.reference}`}>
          <span className="kept-what">
            {say(nameOf(one.subject))}
            <Told ruling={one} />
          </span>
          {one.amount && (
            <span className="kept-figures">
              <FigureButton figure={one.amount} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Told({ ruling }: { readonly ruling: RulingView }) {
  const { say, language } = useLanguage()
  const { reference, finding, receivedDay, decidedDay, because, document, earlier } = ruling
  const day = (at: string) => dayText(at, language)
  const found = RULINGS[finding]
  return (
    <>
      <small>{say(RULINGS.received, { day: day(receivedDay), reference })}</small>
      <small>
        {say(found, { day: decidedDay === undefined ? '' : day(decidedDay) })}
        {document !== '' && ` ${say(RULINGS.paper, { document })}`}
      </small>
      {because !== undefined && <small>{say(RULINGS.because, { because })}</small>}
      {earlier.map((one) => (
        <small key={`${one.finding}/${one.decidedDay}`}>
          {say(one.finding === 'granted' ? RULINGS.wasGranted : RULINGS.wasRefused, { day: day(one.decidedDay) })}
        </small>
      ))}
    </>
  )
}

function nameOf(subject: string): Both {
  return RULING_SUBJECTS[subject as keyof typeof RULING_SUBJECTS] ?? { zh: subject, en: subject }
}
