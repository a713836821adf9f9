import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { PaymentResult, PaymentResults as Results } from '../../src/collection/payment-batch-contract.js'
import { pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { TemplateButtons } from '../standard/templates-page.js'
import { DropFile } from '../submission/drop-file.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 银行回盘：of a posted batch, for the cashier. */
export function PaymentResults({ id }: { readonly id: string }) {
  const { can } = useSession()
  return can('payment.result') ? <Shown id={id} /> : null
}

function Shown({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const path = pathOf(BENEFIT_PATHS.results, { id })
  const results = useAsk<Results>(path)
  const queries = useQueryClient()
  const upload = useUpload<PaymentResult>(() => void queries.invalidateQueries())
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path, form })
  }
  return (
    <Section
      title={say(BENEFIT.results)}
      aside={<TemplateButtons at="/api/desk/standard" kind="paymentResult" name={say(BENEFIT.results)} />}
    >
      <FormProblem error={upload.error} />
      <DropFile label={say(BENEFIT.resultFile)} progress={upload.progress} onFile={send} />
      <Answer of={results} rows={3}>
        {({ unanswered, items }) => (
          <>
            <p role="status">{say(BENEFIT.unanswered, { n: unanswered })}</p>
            {items.map((item) => (
              <Result key={item.part} result={item} />
            ))}
          </>
        )}
      </Answer>
    </Section>
  )
}

function Result({ result }: { readonly result: PaymentResult }) {
  const { say } = useLanguage()
  const { rowsIn, paid, failed, refused, filed, refusedRows } = result
  return (
    <div className="page-body">
      <p>
        {say(BENEFIT.resultTaken, { rowsIn, paid, failed, refused })}{' '}
        {filed && <Link to={`/submissions/${filed}`}>{say(BENEFIT.filedBack)}</Link>}
      </p>
      <ul>
        {refusedRows.map(({ row, code, sentence, remedy }) => (
          <li key={`${row}/${code}`}>
            {row}: {say(sentence)} {say(remedy)}
          </li>
        ))}
      </ul>
    </div>
  )
}
