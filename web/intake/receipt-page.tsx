import { Button } from 'antd'
import { useParams } from 'react-router'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { ReceiptView } from '../../src/collection/intake-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { WORDS } from '../words.js'
import './intake.css'
import { INTAKE } from './words.js'

/** 受理单，打印给申请人。 */
export function ReceiptPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const receipt = useAsk<ReceiptView>(pathOf('/api/desk/submissions/:id/receipt', { id }))
  return (
    <Page
      title={say(INTAKE.receipt)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(WORDS.print)}
        </Button>
      }
    >
      <Answer of={receipt}>{(answer) => <Receipt of={answer} />}</Answer>
    </Page>
  )
}

function Receipt({ of }: { readonly of: ReceiptView }) {
  const { say, language } = useLanguage()
  const { papers, due, slip } = of
  const missing = papers.filter(({ required, received }) => required && !received)
  const rows: readonly (readonly [string, string])[] = [
    [say(INTAKE.serial), of.serial],
    [say(INTAKE.matter), say(SUBMISSION_KINDS[of.kind])],
    [say(INTAKE.applicant), of.employer ?? of.applicant ?? '—'],
    [say(INTAKE.agency), of.agency],
    [say(INTAKE.takenBy), of.takenBy],
    [say(INTAKE.receivedAt), instantText(of.receivedAt, language)],
    ...(slip === undefined
      ? []
      : ([
          [say(INTAKE.enteredAt), instantText(of.issuedAt, language)],
          [say(INTAKE.slip), slip],
        ] as const)),
    [say(INTAKE.due), `${dayText(due.day, language)}${due.provisional ? ` ${say(INTAKE.provisional)}` : ''}`],
  ]
  return (
    <article className="card receipt">
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{say(INTAKE.received)}</h2>
      <ul>
        {papers
          .filter(({ received }) => received)
          .map(({ says }) => (
            <li key={says.en}>{say(says)}</li>
          ))}
      </ul>
      <h2>{say(INTAKE.missing)}</h2>
      <ul>
        {missing.length === 0 && <li>{say(INTAKE.nothingMissing)}</li>}
        {missing.map(({ says, ground }) => (
          <li key={says.en}>
            {say(says)} {ground !== undefined && <small>{say(INTAKE.ground, { ground })}</small>}
          </li>
        ))}
      </ul>
      <p>{say(INTAKE.ask)}</p>
    </article>
  )
}
