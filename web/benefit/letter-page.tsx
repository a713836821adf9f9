import { Button } from 'antd'
import { useParams } from 'react-router'
import type { Letter } from '../../src/certificates/stamp-contract.js'
import { instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { WORDS } from '../words.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 告知书，供打印。 */
export function LetterPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const letter = useAsk<Letter>(pathOf(BENEFIT_PATHS.letter, { id }))
  return (
    <Page
      title={say(BENEFIT.letter)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(WORDS.print)}
        </Button>
      }
    >
      <Answer of={letter} rows={6}>
        {(found) => <Sheet letter={found} />}
      </Answer>
    </Page>
  )
}

function Sheet({ letter }: { readonly letter: Letter }) {
  const { say, language } = useLanguage()
  const { persons, kind, verdict, reason, remedy, agencyName, at, stamp } = letter
  return (
    <article className="card page-body">
      {persons.map(({ fullName, identityNumber }) => (
        <p key={identityNumber}>
          {fullName} <small className="number">{identityNumber}</small>
        </p>
      ))}
      <p>
        {say(kind)} · <strong>{say(verdict)}</strong>
      </p>
      {reason !== '' && (
        <p>
          {say(BENEFIT.reason)} · {reason}
        </p>
      )}
      <p>{say(remedy)}</p>
      <p>
        {agencyName} <span className="number">{instantText(at, language)}</span>
      </p>
      {stamp && (
        <p>
          {stamp.name} <span className="number">{instantText(stamp.at, language)}</span>
        </p>
      )}
    </article>
  )
}
