import { Button } from 'antd'
import { useParams } from 'react-router'
import { encode } from 'uqr'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { OutageBlockDetail } from '../../src/collection/intake-contract.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { WORDS } from '../words.js'
import './intake.css'
import { INTAKE } from './words.js'

/** 一本应急受理凭单，打印：one slip a page, with the blank fields of the standard. */
export function OutageBookPage() {
  const { say } = useLanguage()
  const { id = '' } = useParams()
  const book = useAsk<OutageBlockDetail>(pathOf('/api/desk/outage-blocks/:id', { id }))
  return (
    <Page
      title={say(INTAKE.outage)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(WORDS.print)}
        </Button>
      }
    >
      <Answer of={book}>
        {(answer) => (
          <>
            {answer.slips.map((slip) => (
              <Slip key={slip.serial} book={answer} slip={slip} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  )
}

interface SlipProps {
  readonly book: OutageBlockDetail
  readonly slip: OutageBlockDetail['slips'][number]
}

function Slip({ book, slip }: SlipProps) {
  const { say } = useLanguage()
  const gone = slip.state === 'unused' ? undefined : say(slip.state === 'used' ? INTAKE.used : INTAKE.void)
  return (
    <article className={gone === undefined ? 'card slip' : 'card slip slip-gone'}>
      <header>
        <div>
          <h2>
            {say(INTAKE.outage)} · {say(SUBMISSION_KINDS[book.kind])}
          </h2>
          <code>{slip.serial}</code> {gone !== undefined && <strong>{gone}</strong>}
        </div>
        <Code text={slip.serial} />
      </header>
      <p>{say(INTAKE.trueTime)}</p>
      <table>
        <tbody>
          {book.fields.map(({ says, required, choices }) => (
            <tr key={says.en}>
              <th scope="row">
                {say(says)}
                {required ? ' *' : ''}
              </th>
              <td>{choices.length > 0 && choices.length <= 8 && choices.map((one) => `□ ${say(one)}`).join('  ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{book.papers.map(({ says, required }) => `□ ${say(says)}${required ? ' *' : ''}`).join('  ')}</p>
      <p>
        {say(INTAKE.applicantSigns)}：____________ {say(INTAKE.clerkSigns)}：____________
      </p>
    </article>
  )
}

/** 二维码：the serial alone. */
function Code({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="96" height="96" role="img" aria-label={text}>
      <path d={path} fill="#000" />
    </svg>
  )
}
